"""Which rows of its base a signal is made of, read from its own expression."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlglot import exp

from regulars.signals.dialect import bind, parse
from regulars.signals.signal import Signal


@dataclass(frozen=True)
class Part:
    """One aggregate of a signal.

    `sign` is -1 where the signal takes it off. Null: `of` None for a count of rows; `where` None
    for all rows.
    """

    kind: str
    of: exp.Expr | None
    where: exp.Expr | None
    sign: int

    @property
    def is_of_one_row(self) -> bool:
        """A largest or smallest value is told by the rows that have it."""
        return self.kind in ("max", "min")


def parts_of(signal: Signal) -> tuple[Part, ...]:
    """The aggregates that a signal's value is made of, each once.

    Those that only decide whether there is a value, “at least three gaps”, are none.
    """
    return _parts(signal.name, signal.sql)


@cache
def _parts(name: str, sql: str) -> tuple[Part, ...]:
    tree = parse(sql, where=f"shelf/{name}.sql")
    found: dict[str, Part] = {}
    for aggregate in tree.find_all(exp.AggFunc):
        if _only_decides(aggregate):
            continue
        filtered = aggregate.parent if isinstance(aggregate.parent, exp.Filter) else None
        of = None if isinstance(aggregate.this, exp.Star) else aggregate.this
        part = Part(
            kind=aggregate.sql_name().lower(),
            of=of,
            where=filtered.expression.this if filtered is not None else None,
            sign=_sign(filtered or aggregate),
        )
        found.setdefault((filtered or aggregate).sql() + str(part.sign), part)
    return tuple(found.values())


def used_sql(signal: Signal, *, base: str, as_of: date) -> str:
    """True of the rows of `base`, all of one customer, that the signal is made of.

    All rows that are counted, summed or compared; of a largest or smallest value those that have
    it.
    """
    used = [_is_used(part, base) for part in parts_of(signal)]
    return _sql(exp.func("COALESCE", exp.or_(exp.false(), *used), exp.false()), as_of)


def sum_sql(signal: Signal, *, as_of: date) -> str | None:
    """What a row adds to a signal that is a sum, or takes off it; None for one that is none."""
    sums = [part for part in parts_of(signal) if part.kind == "sum"]
    if not sums or len(sums) != len(parts_of(signal)):
        return None
    terms = []
    for part in sums:
        assert part.of is not None
        value: exp.Expr = exp.func("COALESCE", part.of.copy(), exp.Literal.number(0))
        if part.where is not None:
            value = exp.Case().when(part.where.copy(), value).else_(exp.Literal.number(0))
        terms.append(exp.Neg(this=exp.paren(value)) if part.sign < 0 else value)
    total = terms[0]
    for term in terms[1:]:
        total = exp.Add(this=total, expression=term)
    return _sql(total, as_of)


def _sql(tree: exp.Expr, as_of: date) -> str:
    day = exp.cast(exp.Literal.string(as_of.isoformat()), "date")
    return bind(tree, {"as_of": day, "currency": exp.null()}).sql("duckdb")


def _only_decides(aggregate: exp.Expr) -> bool:
    child, above = aggregate, aggregate.parent
    while above is not None:
        if isinstance(above, exp.If) and above.this is child:
            return True
        child, above = above, above.parent
    return False


def _is_used(part: Part, base: str) -> exp.Expr:
    conditions = [] if part.where is None else [part.where.copy()]
    if part.of is not None:
        conditions.append(part.of.copy().is_(exp.null()).not_())
    if part.is_of_one_row and part.of is not None:
        function = exp.Max if part.kind == "max" else exp.Min
        best = exp.select(function(this=part.of.copy())).from_(exp.to_identifier(base))
        if part.where is not None:
            best = best.where(part.where.copy())
        conditions.append(exp.EQ(this=part.of.copy(), expression=best.subquery()))
    return exp.and_(*conditions) if conditions else exp.true()


def _sign(node: exp.Expr) -> int:
    sign, child, above = 1, node, node.parent
    while above is not None:
        taken_off = isinstance(above, exp.Sub) and above.expression is child
        if taken_off or isinstance(above, exp.Neg):
            sign = -sign
        child, above = above, above.parent
    return sign
