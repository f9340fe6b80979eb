"""The customers of a snapshot for whom conditions hold, in an order, a page at a time.

Conditions and order are SQLGlot expressions, every value is bound: nothing that somebody typed
becomes SQL.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from sqlglot import exp

from regulars.book.card import refuse_unknown
from regulars.book.place import Place
from regulars.book.reader import Row, SnapshotReader

CUSTOMER_ID = "customer_id"
Condition = tuple[str, str, Any]
"""Column, comparison, value: the comparisons are the keys of `COMPARISONS`, `null`, `not null`,
and `in` and `not in` with a list."""

COMPARISONS: dict[str, type[exp.Binary]] = {
    ">": exp.GT,
    ">=": exp.GTE,
    "<": exp.LT,
    "<=": exp.LTE,
    "=": exp.EQ,
}


@dataclass(frozen=True)
class Sorting:
    """By a column, unknown values last in either direction, then by id: no two stand alike."""

    column: str
    descending: bool


@dataclass
class AskedCustomers:
    """Who is asked for, in which order. Raises: CardQueryWrong for a column that is not there."""

    reader: SnapshotReader
    conditions: Sequence[Condition]
    sorting: Sorting
    _values: dict[str, Any] = field(default_factory=dict)

    def count(self) -> int:
        """How many there are."""
        query = self._chosen([exp.alias_(exp.func("count", exp.Star()), "customers")])
        [row] = self._rows(query)
        return int(row["customers"])

    def page(
        self,
        columns: Sequence[str],
        *,
        at_most: int,
        after: Place | None = None,
        before: Place | None = None,
    ) -> list[Row]:
        """The first ones, those after a place, or the last ones before a place, in the order."""
        names = dict.fromkeys((CUSTOMER_ID, self.sorting.column, *columns))
        query = self._chosen([self._column(name) for name in names])
        if after is not None:
            query = query.where(self._beyond(after, back=False))
        elif before is not None:
            query = query.where(self._beyond(before, back=True))
        back = after is None and before is not None
        rows = self._rows(query.order_by(*self._order(back=back)).limit(at_most))
        return rows[::-1] if back else rows

    def everybody(self, columns: Sequence[str]) -> pa.Table:
        """All of them in the order, for a file."""
        names = dict.fromkeys((CUSTOMER_ID, *columns))
        query = self._chosen([self._column(name) for name in names])
        return self._table(query.order_by(*self._order(back=False)))

    def _chosen(self, columns: Sequence[exp.Expr]) -> exp.Select:
        self._values = {}
        conditions = [self._condition(*condition) for condition in self.conditions]
        return exp.select(*columns).from_("card").where(*conditions)

    def _condition(self, name: str, comparison: str, value: Any) -> exp.Expr:
        column = self._column(name)
        if comparison == "null":
            return column.is_(exp.null())
        if comparison == "not null":
            return column.is_(exp.null()).not_()
        if comparison in ("in", "not in"):
            listed = exp.select(exp.func("unnest", self._bound(value)))
            found = exp.In(this=column, query=listed.subquery())
            return found if comparison == "in" else found.not_()
        if comparison == "<>":  # also of whom it is not known
            return exp.NullSafeNEQ(this=column, expression=self._bound(value))
        return COMPARISONS[comparison](this=column, expression=self._bound(value))

    def _beyond(self, place: Place, *, back: bool) -> exp.Expr:
        """What comes after a place in the order, or before it: unknown values stand last."""
        column, customer_id = self._column(self.sorting.column), self._column(CUSTOMER_ID)
        own = self._bound(place.customer_id)
        tie = (
            exp.LT(this=customer_id, expression=own)
            if back
            else exp.GT(this=customer_id, expression=own)
        )
        unknown = column.is_(exp.null())
        if place.value is None:
            beside = exp.and_(unknown, tie)
            return exp.or_(unknown.copy().not_(), beside) if back else beside
        smaller = self.sorting.descending != back
        further = (exp.LT if smaller else exp.GT)(this=column, expression=self._bound(place.value))
        same = exp.EQ(this=column.copy(), expression=self._bound(place.value))
        beyond = exp.or_(further, exp.and_(same, tie))
        return beyond if back else exp.or_(beyond, unknown)

    def _order(self, *, back: bool) -> list[exp.Expr]:
        down = self.sorting.descending != back
        return [
            exp.Ordered(this=self._column(self.sorting.column), desc=down, nulls_first=back),
            exp.Ordered(this=self._column(CUSTOMER_ID), desc=back, nulls_first=False),
        ]

    def _column(self, name: str) -> exp.Column:
        refuse_unknown([name], self.reader.columns)
        return exp.column(name, quoted=True)

    def _bound(self, value: Any) -> exp.Placeholder:
        name = f"v{len(self._values)}"
        self._values[name] = value
        return exp.Placeholder(this=name)

    def _table(self, query: exp.Select) -> pa.Table:
        return self.reader.query(query.sql("duckdb"), self._values or None)

    def _rows(self, query: exp.Select) -> list[Row]:
        rows: list[Row] = self._table(query).to_pylist()
        return rows
