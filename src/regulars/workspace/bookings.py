"""The reservations of the day: as the results know them, with what the ledger has learned since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from regulars.acts.arrivals import Booked
from regulars.acts.follow_up import word_id, words_on
from regulars.acts.names import Key
from regulars.acts.said_since import reservations_now, reservations_since
from regulars.contracts import customer_id as id_of
from regulars.workspace.news import News
from regulars.workspace.one_moment import once

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

    @once
    def _booked(self) -> list[Booked]:
        """Those of whom the day or the next is that of arrival, or the day that of departure.

        Null: `key` also where only `_with_keys` finds it.
        """
        today, reading = self.as_of, self._reading()
        rows = {_own(row): row for row in self._read().arrivals()}
        since = reservations_since(reading, arriving=[today, today + A_DAY])
        held = reservations_now(reading, rows.keys())
        for own, row in (
            {_own(row): row for row in held} | {_own(row): row for row in since}
        ).items():
            rows[own] = {**row, "customer_id": self._customer_of(row, rows.get(own))}
        ids = {own: word_id("reservation", *own) for own in rows}
        words = words_on(ids.values())
        booked = (
            Booked(ids[own], row, _whose(row), row["customer_id"], words.get(ids[own]))
            for own, row in rows.items()
        )
        return [one for one in booked if one.is_of(today)]

    def _with_keys(self, booked: Sequence[Booked]) -> list[Booked]:
        """Each with an identity of its customer, where it was booked by somebody named."""
        named = {one.customer_id for one in booked if one.customer_id is not None}
        known = self._read().identities(sorted(named))
        return [
            replace(one, key=one.key or next(iter(known.get(one.customer_id or "", ())), None))
            for one in booked
        ]

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
