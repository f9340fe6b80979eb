"""The reservations of the day: as the results know them, with what the ledger has learned since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q

from regulars.acts.arrivals import Booked
from regulars.acts.follow_up import word_id, words_on
from regulars.acts.names import Key
from regulars.acts.said_since import reservations_since
from regulars.contracts import customer_id as id_of
from regulars.ledger.current import current_rows
from regulars.workspace.news import News

A_DAY = timedelta(days=1)


class Bookings(News):
    """Who comes and goes."""

    def _in_person(self) -> frozenset[str]:
        """Who is expected, here or leaving today: they are taken care of as they stand there."""
        today = self.as_of
        return frozenset(
            one.customer_id
            for one in self._booked()
            if one.customer_id is not None
            and one.state != "did_not_come"
            and today in (one.row["arrives_on"], one.row["departs_on"])
        )

    def _booked(self) -> list[Booked]:
        """Those of whom the day or the next is that of arrival, or the day that of departure."""
        today = self.as_of
        days = [today, today + A_DAY]
        rows = {_own(row): row for row in self._read().arrivals()}
        since = {_own(row): row for row in reservations_since(self._reading(), arriving=days)}
        held = current_rows("reservation", Q(source_id__in=sorted({key for _, key in rows})))
        now = {_own(row): row for row in held if _own(row) in rows} | since
        for own, row in now.items():
            rows[own] = {**row, "customer_id": self._customer_of(row, rows.get(own))}
        ids = {own: word_id("reservation", *own) for own in rows}
        words = words_on(ids.values())
        named = {row["customer_id"] for row in rows.values()} - {None}
        identities = self._read().identities(sorted(named))
        booked = []
        for own, row in rows.items():
            known = identities.get(row["customer_id"] or "", [])
            key = _whose(row) or (known[0] if known else None)
            booked.append(Booked(ids[own], row, key, row["customer_id"], words.get(ids[own])))
        return [one for one in booked if one.is_of(today)]

    def _customer_of(self, row: dict[str, Any], before: dict[str, Any] | None) -> str | None:
        if before is not None and before["customer_id"] is not None:
            return str(before["customer_id"])
        key = _whose(row)
        return None if key is None else self._id_now(id_of(source=key[0], key=key[1]))


def _own(row: dict[str, Any]) -> Key:
    return row["source"], row["source_id"]


def _whose(row: dict[str, Any]) -> Key | None:
    """Null: booked by somebody not named, or in a warehouse, where the results know who it is."""
    key = row.get("customer_key")
    return None if key is None else (row["customer_source"], key)
