"""Finding a customer of whom somebody knows a name, a number, an address or a key."""

from __future__ import annotations

from django.utils import translation

from regulars.acts.found import FoundCustomer, found_customer
from regulars.intake.match_keys import MatchKeys
from regulars.ledger.find import Hit, Wanted, hits, place_of, wanted
from regulars.workspace.who_is_who import WhoIsWho


class Finding(WhoIsWho):
    """Who may be meant."""

    def find_customers(
        self, text: str, at_most: int = 10, *, language: str = "en"
    ) -> tuple[FoundCustomer, ...]:
        """The customers whom a text may mean, best first, each under the id that counts now.

        By name in any script and inside of words, by telephone number as people type it, by
        e-mail address, by a source's key; also who came since the last refresh.
        """
        hashes = MatchKeys(salt=self._file.salt, region=self._region)
        asked = wanted(text, phone_key=hashes.of_phone(text))
        if asked is None or at_most < 1:
            return ()
        found = [*hits(asked, at_most=at_most), *self._of_the_warehouse(asked, at_most)]
        ids = self._ids_now(hit.customer_id for hit in found)
        first: dict[str, Hit] = {}
        for hit in sorted(found, key=lambda hit: hit.well):
            first.setdefault(ids[hit.customer_id], hit)
        with translation.override(language):
            return tuple(
                found_customer(hit, customer_id=customer_id, language=language)
                for customer_id, hit in list(first.items())[:at_most]
            )

    def _of_the_warehouse(self, asked: Wanted, at_most: int) -> list[Hit]:
        """A warehouse's customers are not in the ledger: the results know their keys."""
        if not self._file.warehouse or not self.has_snapshot:
            return []
        return [
            Hit(key, customer_id, None, "key", place)
            for key, customer_id in self._read().keys_with(asked.text, at_most=at_most).items()
            if (place := place_of(key[1], asked)) is not None
        ]
