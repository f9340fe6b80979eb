"""The same bases with the fact that each row is of, for whoever asks what a figure rests on.

Apart from the bases themselves: at a refresh nobody asks, and keys of facts are large.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import files

from sqlglot import exp

from regulars.signals.catalogue import BASES, signals
from regulars.signals.dialect import bind, parse

OF_OTHERS = frozenset({"referrals", "referred", "referral_credit"})
"""Bases that set a customer beside others: of their own facts only who sent whom counts."""
FACT = "fact"
KEY = ("source", "source_id")
ORDERS = "order_in_book"
"""The orders, with their amounts in the book's currency."""


@cache
def traced_base(base: str) -> tuple[exp.Expr, bool]:
    """The query of a base; whether its rows also have `fact`, `source` and `source_id`.

    A base that groups facts, or stands beside the whole book, has rows of no one fact.
    """
    text = (files("regulars.signals") / "bases" / f"{base}.sql").read_text(encoding="utf-8")
    tree = parse(text, where=f"bases/{base}.sql")
    traced = _traced(tree)
    return (traced, True) if traced is not None else (tree, False)


@cache
def facts_read(base: str) -> frozenset[str]:
    """The kinds of facts that a base reads, also by the bases and signals it reads."""
    text = (files("regulars.signals") / "bases" / f"{base}.sql").read_text(encoding="utf-8")
    found: set[str] = set()
    for table in parse(text, where=f"bases/{base}.sql").find_all(exp.Table):
        name = table.name.removeprefix("signals_")
        if name == ORDERS:
            found |= {"order", "rate"}
        elif name.startswith("fact_"):
            found.add(name.removeprefix("fact_"))
        elif name in BASES:
            found |= facts_read(name)
    return frozenset(found - {"identity"})


def facts_of(base: str) -> frozenset[str]:
    """Those of them by which a customer's own figures change.

    What those whom they sent have ordered is no fact about them.
    """
    return frozenset({"referral"}) if base in OF_OTHERS else facts_read(base)


def _traced(tree: exp.Expr) -> exp.Expr | None:
    """A copy of the query that also selects the fact; None where its rows are of no one fact."""
    if isinstance(tree, exp.Union):
        left, right = _traced(tree.left), _traced(tree.right)
        if left is None or right is None:
            return None
        union = tree.copy()
        union.set("this", left)
        union.set("expression", right)
        return union
    if not isinstance(tree, exp.Select) or tree.args.get("group") or tree.args.get("with_"):
        return None
    select = tree.copy()
    source = select.args["from_"].this
    if isinstance(source, exp.Subquery):
        inner = _traced(source.this)
        if inner is None:
            return None
        source.set("this", inner)
        return _with_fact(select, source.alias, None)
    name = source.name
    if name.startswith("fact_") or name == ORDERS:
        fact = "order" if name == ORDERS else name.removeprefix("fact_")
        return _with_fact(select, source.alias_or_name, fact)
    if name in BASES and traced_base(name)[1]:
        return _with_fact(select, source.alias_or_name, None)
    return None


def _with_fact(select: exp.Select, alias: str, fact: str | None) -> exp.Select:
    """The fact's kind is a constant, or comes, like its key, with the rows of what is read."""
    if select.is_star and fact is None:
        return select
    kind = exp.column(FACT, table=alias) if fact is None else exp.Literal.string(fact)
    columns = [exp.alias_(kind, FACT), *(exp.column(name, table=alias) for name in KEY)]
    return select.select(*columns)


def traced_sql(base: str, *, as_of: date, currency: str | None) -> str:
    """`traced_base` as SQL that an engine runs."""
    parameters: dict[str, exp.Expr] = {
        "as_of": exp.cast(exp.Literal.string(as_of.isoformat()), "date"),
        "currency": exp.null() if currency is None else exp.Literal.string(currency),
    }
    return bind(traced_base(base)[0], parameters).sql("duckdb")


def figures_of(facts: frozenset[str]) -> frozenset[str]:
    """The signals that rest on facts of any of these kinds."""
    return frozenset(one.name for one in signals() if facts_of(one.base) & facts)
