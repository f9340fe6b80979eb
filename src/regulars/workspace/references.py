"""Who may be named to others as a reference, who was asked when, and not too often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q

from regulars.acts.customer_table import called
from regulars.acts.names import Key
from regulars.acts.senders import Reference
from regulars.errors import RegularsError
from regulars.ledger.current import Row, current_rows
from regulars.workspace.desk_entries import DeskEntries, Entry
from regulars.workspace.opened import now

PURPOSE = OFFER = "reference"
MOST_SHOWN = 50


class ReferenceNotNow(RegularsError):
    """The customer did not agree to be asked, or was asked too lately."""

    exit_code = 3


class References(DeskEntries):
    """Customers who agreed to speak for the business."""

    def references(self, *, language: str = "en") -> tuple[Reference, ...]:
        """Who agreed and did not withdraw, whom nobody asked lately first."""
        keys_of = self._agreed()
        asked = self._asked_on(keys_of)
        names = called(keys_of, language=language)
        cards = self._read().card_rows(list(keys_of)) if self.has_snapshot else {}
        found = []
        for one in keys_of:
            last = asked.get(one)
            free = None if last is None else last + self._between
            found.append(
                Reference(
                    customer_id=one,
                    customer=names[one],
                    asked_on=last,
                    free_on=free if free is not None and free > self._day(now()) else None,
                    open_problems=cards[one]["problems_open"] if one in cards else 0,
                )
            )
        found.sort(
            key=lambda one: (one.free_on or date.min, one.asked_on or date.min, one.customer)
        )
        return tuple(found[:MOST_SHOWN])

    def ask_reference(
        self, *, entry_id: str, customer_id: str, at: datetime | None = None
    ) -> Entry:
        """Note that a customer is asked to speak to a prospect today.

        Raises: ReferenceNotNow without their consent, or before the time that the book sets is
                over; UnknownCustomer, CustomerErased.
        """
        clock = at or now()
        one, today = self._id_now(customer_id), self._day(clock)
        agreed = self._agreed()
        if one not in agreed:
            raise ReferenceNotNow(
                "This customer did not agree to be named as a reference, or withdrew it. Nothing "
                "was recorded. Ask them first, and note what they allow."
            )
        last = self._asked_on({one: agreed[one]}).get(one)
        if last is not None and last + self._between > today:
            raise ReferenceNotNow(
                f"They were asked on {last}, and are asked at most once in {self._between.days} "
                f"days (reference_once_in_days in book.toml). From {last + self._between} on they "
                "may be asked again. Nothing was recorded."
            )
        contact = {
            **self._about(one),
            "channel": "message",
            "began_by": "us",
            "offer": OFFER,
            "happened_on": today,
            "happened_at": clock,
        }
        return self._add("reference", entry_id, one, contact, at=clock)

    @property
    def _between(self) -> timedelta:
        return timedelta(days=self._file.sending.reference_once_in_days)

    def _agreed(self) -> dict[str, list[Key]]:
        """The customers whose newest word is yes, with all their identities."""
        rows = current_rows("consent", Q(purpose=PURPOSE))
        newest: dict[str, Row] = {}
        owners = self._customers_of((row["customer_source"], row["customer_key"]) for row in rows)
        for row in sorted(rows, key=_said):
            one = owners.get((row["customer_source"], row["customer_key"]))
            if one is not None:
                newest[one] = row
        agreed = sorted(one for one, row in newest.items() if row["state"] == "given")
        return {one: self._all_keys(one) for one in agreed}

    def _asked_on(self, keys_of: Mapping[str, Sequence[Key]]) -> dict[str, date]:
        owners = {key: one for one, keys in keys_of.items() for key in keys}
        texts = sorted({key for _, key in owners})
        if not texts:
            return {}
        contacts = current_rows("contact", Q(offer=OFFER, customer_key__in=texts))
        found: dict[str, date] = {}
        for row in contacts:
            one = owners.get((row["customer_source"], row["customer_key"]))
            if one is not None:
                found[one] = max(found.get(one, date.min), row["happened_on"])
        return found


def _said(row: Row) -> tuple[object, ...]:
    """Of one day a withdrawal without its time counts, then the latest, then a withdrawal."""
    at, state = row["happened_at"], row["state"]
    untimed = at is None and state == "withdrawn"
    return row["happened_on"], untimed, at is not None, at.timestamp() if at else 0.0, state
