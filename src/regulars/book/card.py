"""The card as a table: chosen columns, filtered by a condition that is parsed, never pasted."""

from __future__ import annotations

from collections.abc import Sequence

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from regulars.book.reader import SnapshotReader
from regulars.errors import RegularsError

_ALLOWED = (
    exp.And, exp.Or, exp.Not, exp.Paren, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE,
    exp.Is, exp.In, exp.Between, exp.Add, exp.Sub, exp.Mul, exp.Neg, exp.Column, exp.Identifier,
    exp.Literal, exp.Null, exp.Boolean, exp.Cast, exp.DataType, exp.Like, exp.Tuple,
)  # fmt: skip


class CardQueryWrong(RegularsError):
    """The columns or the condition cannot be used."""

    exit_code = 2


def asked_card(reader: SnapshotReader, *, columns: Sequence[str] | None, where: str | None) -> str:
    """`card_query` for the card that `reader` reads, with its condition tried out.

    Raises: CardQueryWrong, also for values that do not go with a column.
    """
    query = card_query(known=reader.columns, columns=columns, where=where)
    if where:
        try:
            reader.query(f"SELECT count(*) FROM ({query})")
        except Exception as error:  # whatever the engine calls it: the card is read already
            what = str(error).splitlines()[0]
            raise CardQueryWrong(
                f"The condition “{where}” does not go with the card: {what}. "
                "Write e.g. orders >= 3 AND last_order_on >= '2026-01-01'."
            ) from error
    return query


def card_query(*, known: Sequence[str], columns: Sequence[str] | None, where: str | None) -> str:
    """SQL over `card`, in the order of customer ids.

    Shape: `known` are the card's columns; `columns` None takes all.
    Raises: CardQueryWrong, saying which columns there are.
    """
    wanted = list(columns) if columns else list(known)
    refuse_unknown(wanted, known)
    query = exp.select(*(exp.column(name, quoted=True) for name in wanted)).from_("card")
    if where:
        query = query.where(_condition(where, known))
    return query.order_by(exp.column("customer_id")).sql("duckdb")


def _condition(where: str, known: Sequence[str]) -> exp.Expr:
    try:
        tree = sqlglot.parse_one(f"SELECT 1 WHERE {where}", read="duckdb")
    except (ParseError, TokenError) as error:
        raise CardQueryWrong(
            f"The condition “{where}” cannot be read. "
            "Write e.g. orders >= 3 AND chance_active < 0.5."
        ) from error
    condition = tree.args["where"].this if isinstance(tree, exp.Select) else None
    others = {name for name, value in tree.args.items() if value} - {"expressions", "where", "kind"}
    if condition is None or others:
        raise CardQueryWrong(f"“{where}” is more than a condition. Write one condition.")
    for node in condition.walk():
        if not isinstance(node, _ALLOWED):
            raise CardQueryWrong(
                f"“{node.sql('duckdb')}” may not stand in a condition. Compare columns with values."
            )
    columns = list(condition.find_all(exp.Column))
    elsewhere = [column.sql("duckdb") for column in columns if len(column.parts) > 1]
    refuse_unknown([*elsewhere, *(column.name for column in columns)], known)
    return condition


def refuse_unknown(names: Sequence[str], known: Sequence[str]) -> None:
    """Raises: CardQueryWrong, saying which columns there are."""
    if unknown := [name for name in names if name not in known]:
        raise CardQueryWrong(
            f"The card has no column {', '.join(unknown)}. It has {', '.join(known)}."
        )
