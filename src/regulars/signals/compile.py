"""From the files to SQL that an engine runs: one pass for all signals of a base."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

from sqlglot import exp

from regulars.signals.catalogue import BASES, signals
from regulars.signals.dialect import bind, parse


def base_sql(base: str, *, as_of: date, currency: str | None) -> str:
    """The rows of a base up to and including `as_of`.

    It reads `fact_…`, `order_in_book` and the bases before it.
    """
    return _sql(_rows_of(base), as_of, currency)


def signals_sql(base: str, *, as_of: date, currency: str | None) -> str:
    """All signals of a base, one row for each customer of whom the base has a row."""
    return _sql(_signals_of(base), as_of, currency)


@cache
def card_sql(bases: tuple[str, ...] = BASES) -> str:
    """One row for each customer: `customers_all` with the signals of these bases.

    A customer of whom a base has no row gets the signal's `absent` value.
    """
    query = exp.select("a.customer_id").from_("customers_all AS a")
    for signal in signals():
        if signal.base not in bases:
            continue
        column: exp.Expr = exp.column(signal.name, table=f"signals_{signal.base}")
        if signal.absent is not None:
            column = exp.func("COALESCE", column, exp.Literal.number(signal.absent))
        query.select(exp.alias_(column, signal.name, copy=False), copy=False)
    for base in bases:
        query.join(
            f"signals_{base}",
            on=f"a.customer_id = signals_{base}.customer_id",
            join_type="left",
            copy=False,
        )
    return query.sql("duckdb")


# The files do not change while a process runs, and to parse them takes longer than to bind them.
@cache
def _rows_of(base: str) -> exp.Expr:
    text = (files("regulars.signals") / "bases" / f"{base}.sql").read_text(encoding="utf-8")
    return parse(text, where=f"bases/{base}.sql")


@cache
def _signals_of(base: str) -> exp.Expr:
    query = exp.select("customer_id").from_(exp.to_identifier(base)).group_by("customer_id")
    for signal in signals():
        if signal.base == base:
            tree = parse(signal.sql, where=f"shelf/{signal.name}.sql")
            query.select(exp.alias_(tree, signal.name, copy=False), copy=False)
    return query


def _sql(tree: exp.Expr, as_of: date, currency: str | None) -> str:
    parameters: dict[str, exp.Expr] = {
        "as_of": exp.cast(exp.Literal.string(as_of.isoformat()), "date"),
        "currency": exp.null() if currency is None else exp.Literal.string(currency),
    }
    return bind(tree, parameters).sql("duckdb")
