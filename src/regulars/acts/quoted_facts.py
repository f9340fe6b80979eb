"""The facts that lines quote, read for all lines of a list at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key
from regulars.ledger.current import current_rows

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """A quotation wanted: `kind` is a play's `quote`, `keys` are the customer's identities."""

    kind: str
    keys: Sequence[Key]
    card: Row


@dataclass(frozen=True)
class Kind:
    """Where a quoted fact is: of `fact` the one whose `column` is the day that the card tells."""

    fact: str
    column: str
    day: Callable[[Row, date], date | None]
    where: Q | None = None


def _on(name: str) -> Callable[[Row, date], date | None]:
    return lambda card, as_of: card.get(name)


def _ago(name: str) -> Callable[[Row, date], date | None]:
    def day(card: Row, as_of: date) -> date | None:
        days = card.get(name)
        return None if days is None else as_of - timedelta(days=days)

    return day


KINDS: dict[str, Kind] = {
    "last_order": Kind("order", "happened_on", _on("last_order_on"), Q(state="placed")),
    "last_contact": Kind("contact", "happened_on", _on("last_contact_on")),
    "open_problem": Kind(
        "problem",
        "happened_on",
        _ago("oldest_open_problem_days"),
        Q(state__in=["open", "waiting"]),
    ),
    "last_problem": Kind("problem", "happened_on", _on("last_problem_on")),
    "low_rating": Kind("review", "happened_on", _ago("low_rating_days")),
    "last_sent": Kind("referral", "happened_on", _ago("days_since_last_sent")),
    "next_arrival": Kind("reservation", "arrives_on", _on("next_arrival_on")),
}


class QuotedFacts:
    """The facts asked for; of several of one day the last by key."""

    def __init__(self, asked: Iterable[Asked], *, as_of: date) -> None:
        self._as_of = as_of
        self._found: dict[str, dict[tuple[Key, date], Row]] = {}
        by_kind: dict[str, list[Asked]] = {}
        for one in asked:
            by_kind.setdefault(one.kind, []).append(one)
        for name, some in by_kind.items():
            self._found[name] = self._read(KINDS[name], some)

    def of(self, asked: Asked) -> Row | None:
        """The fact, None where the ledger has none."""
        on = KINDS[asked.kind].day(asked.card, self._as_of)
        found = self._found.get(asked.kind, {})
        if on is None:
            return None
        return next((found[key, on] for key in asked.keys if (key, on) in found), None)

    def all_of(self, kind: str) -> list[Row]:
        """All facts of a kind that were found."""
        return list(self._found.get(kind, {}).values())

    def _read(self, kind: Kind, asked: Sequence[Asked]) -> dict[tuple[Key, date], Row]:
        told = (kind.day(one.card, self._as_of) for one in asked)
        days = {on for on in told if on is not None}
        keys = {key for one in asked for _, key in one.keys}
        if not days:
            return {}
        where = Q(customer_key__in=sorted(keys)) & Q(**{f"{kind.column}__in": sorted(days)})
        if kind.where is not None:
            where &= kind.where
        rows = sorted(
            current_rows(kind.fact, where), key=lambda row: (row["source"], row["source_id"])
        )
        return {((r["customer_source"], r["customer_key"]), r[kind.column]): r for r in rows}
