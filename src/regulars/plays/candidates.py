"""SQL that chooses the customers of each play from the card."""

from __future__ import annotations

from functools import cache, lru_cache

import sqlglot
from sqlglot import exp

from regulars.plays.catalogue import plays
from regulars.plays.play import Play, PlayWrong


@lru_cache(maxsize=8)
def candidates_sql(*, columns: tuple[str, ...]) -> str:
    """One row for each customer and play that wants them, from the relation `card`.

    Shape: customer_id, play, play_version, optional, minutes, stake_minor and its 80% ends, effect,
           effect_basis, value_per_minute (stake * effect / minutes, null without a stake), and
           age_days (by the play's `age`, null where it has none).
    Raises: PlayWrong for a play that reads a column the card does not have.
    """
    selects = [_one(play, columns).sql("duckdb") for play in plays().values()]
    return " UNION ALL ".join(selects) + " ORDER BY customer_id, play"


@cache
def columns_read(name: str) -> frozenset[str]:
    """The columns of the card on which it rests that a play wants somebody."""
    whom = sqlglot.parse_one(plays()[name].whom, read="duckdb")
    return frozenset(column.name for column in whom.find_all(exp.Column))


def _one(play: Play, columns: tuple[str, ...]) -> exp.Select:
    whom = sqlglot.parse_one(play.whom, read="duckdb")
    stem = play.stake.removesuffix("_minor")
    low, high = f"{stem}_low_minor", f"{stem}_high_minor"
    read = {column.name for column in whom.find_all(exp.Column)} | {play.stake, low, high}
    if play.age is not None:
        read.add(play.age)
    if unknown := sorted((read | set(play.evidence)) - set(columns)):
        raise PlayWrong(f"{play.name}.toml reads {', '.join(unknown)}, which no card has.")
    value = exp.cast(exp.column(play.stake), "double") * play.effect / float(play.minutes)
    age = exp.null() if play.age is None else exp.column(play.age)
    return (
        exp.select("customer_id")
        .select(exp.alias_(exp.Literal.string(play.name), "play"))
        .select(exp.alias_(exp.cast(exp.Literal.number(play.version), "bigint"), "play_version"))
        .select(exp.alias_(exp.convert(play.optional), "optional"))
        .select(exp.alias_(exp.cast(exp.Literal.number(play.minutes), "bigint"), "minutes"))
        .select(exp.alias_(exp.column(play.stake), "stake_minor"))
        .select(exp.alias_(exp.column(low), "stake_low_minor"))
        .select(exp.alias_(exp.column(high), "stake_high_minor"))
        .select(exp.alias_(exp.cast(exp.Literal.number(play.effect), "double"), "effect"))
        .select(exp.alias_(exp.Literal.string(play.effect_basis), "effect_basis"))
        .select(exp.alias_(value, "value_per_minute"))
        .select(exp.alias_(exp.cast(age, "bigint"), "age_days"))
        .from_("card")
        .where(whom)
    )
