"""One customer of a book: their page, and the facts behind each of its figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import translation

from regulars.acts.changes import all_in_words
from regulars.acts.columns import ESTIMATES
from regulars.acts.customer_table import called
from regulars.acts.happening_details import Detail, details
from regulars.acts.happenings import facts_about, others_in
from regulars.acts.names import Key, customer_records
from regulars.acts.portrait import Happening, Other, Portrait
from regulars.acts.relations import account_key, person_keys
from regulars.acts.said_since import facts_changed_since
from regulars.acts.show_customer import Around, nothing_known, portrait
from regulars.ledger.persons import current_about
from regulars.signals.trace import figures_of
from regulars.workspace.news import News
from regulars.workspace.opened import now


class OneCustomer(News):
    """What a book knows of one customer."""

    def customer(self, *, customer_id: str, language: str = "en") -> Portrait:
        """One customer, under the id that counts now; also who came since the last refresh.

        Raises: UnknownCustomer, SnapshotUnreadable.
        """
        one = self._id_now(customer_id)
        keys = self._all_keys(one)
        card = self._card_of(one)
        facts = facts_about(keys)
        records = customer_records(keys)
        belongs_to = account_key(records.values())
        people = person_keys(keys)
        with translation.override(language):
            others = self._others(
                [*others_in(facts, keys=keys), *people, *([belongs_to] if belongs_to else [])],
                language,
            )
            return portrait(
                card if card is not None else nothing_known(one),
                keys=keys,
                as_of=self._day_of_figures(),
                currency=self._currency_of_figures(),
                language=language,
                around=Around(
                    facts=facts,
                    others=others,
                    account=others.get(belongs_to) if belongs_to else None,
                    persons=_each_once(others[key] for key in people if key in others),
                    changed=self._changed(one, keys) if card is not None else frozenset(),
                    news=self._news(one, keys, language) if card is not None else (),
                    worked_out=card is not None,
                ),
            )

    def details(
        self, told: Sequence[Happening], *, language: str = "en"
    ) -> dict[tuple[str, str, str], Detail]:
        """The lines of these orders and the steps of these problems, by kind, source and key."""
        with translation.override(language):
            return details(told, language=language)

    def merged_into(self, customer_id: str) -> dict[str, str]:
        """The ids that are one with a customer now, each with the basis; "" since the refresh."""
        one = self._id_now(customer_id)
        then = self._read().merged_into(one) if self.has_snapshot else {}
        who = self._who_now()
        now_merged = {other for other, into in who.into.items() if into == one != other}
        stay = {other: basis for other, basis in then.items() if who.into.get(other, one) == one}
        return {**dict.fromkeys(sorted(now_merged - set(stay)), ""), **stay}

    def _card_of(self, customer_id: str) -> Mapping[str, Any] | None:
        if not self.has_snapshot:
            return None
        return self._read().card_rows([customer_id]).get(customer_id)

    def _changed(self, customer_id: str, keys: Sequence[Key]) -> frozenset[str]:
        """Which figures are not what they will be after a refresh, as far as can be told."""
        facts = facts_changed_since(self._reading(), keys)
        if customer_id in self._who_now().keys:
            facts |= {"order", "contact", "customer", "problem", "reservation", "answer", "review"}
        changed = figures_of(facts)
        return changed | frozenset(ESTIMATES) if "order" in facts else changed

    def _news(self, customer_id: str, keys: Sequence[Key], language: str) -> tuple[str, ...]:
        changes = self._changes({customer_id: keys}).get(customer_id, ())
        return all_in_words(changes, language=language)

    def _others(self, keys: Iterable[Key], language: str) -> dict[Key, Other]:
        """Other customers by one of their identities, as far as any is known."""
        wanted = sorted(set(keys))
        if not wanted:
            return {}
        ids = self._read().customer_ids(wanted) if self.has_snapshot else {}
        late = [key for key in wanted if key not in ids]
        for row in current_about("identity", late) if late else []:
            ids[row["source"], row["source_id"]] = row["customer_id"]
        now_ids = self._ids_now(ids.values())
        known = {key: now_ids[one] for key, one in ids.items() if key in set(wanted)}
        every = self._keys_now(set(known.values()))
        for key, one in known.items():
            every[one] = every[one] or [key]
        names = called(every, language=language)
        return {key: Other(one, names[one]) for key, one in known.items()}

    def _day_of_figures(self) -> date:
        return self.as_of if self.has_snapshot else self._day(now())

    def _currency_of_figures(self) -> str | None:
        return self._read().snapshot.currency if self.has_snapshot else self.currency


def _each_once(others: Iterable[Other]) -> tuple[Other, ...]:
    return tuple({one.customer_id: one for one in others}.values())
