"""Which way a column of a user's file writes its dates; asked about when two ways fit."""

from __future__ import annotations

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal, quoted
from regulars.errors import RegularsError

TIMES = ("", " %H:%M", " %H:%M:%S")
ISO = (
    *(f"%Y{mark}%m{mark}%d{time}" for mark in "-/." for time in TIMES),
    "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%dT%H:%M:%S",
)
DAY_FIRST = "day-first"
MONTH_FIRST = "month-first"


class AmbiguousDates(RegularsError):
    """Both day-first and month-first fit, and they differ."""

    exit_code = 3


def date_formats(
    engine: DuckDBEngine, *, relation: str, column: str, called: str, order: str | None
) -> tuple[str, ...]:
    """The strptime formats with which the most values of a text column are dates.

    `order` is what the user said (`day-first`, `month-first`) or None; `called` is what the file
    calls the column.
    Raises: AmbiguousDates when nothing in the column tells which comes first.
    """
    ways = {way: _formats(way) for way in (DAY_FIRST, MONTH_FIRST) if order in (None, way)}
    counts = {way: _parsed(engine, relation, column, (*ISO, *ways[way])) for way in ways}
    iso = _parsed(engine, relation, column, ISO)
    best = max(counts.values())
    if iso == best:
        return ISO
    fitting = [way for way in ways if counts[way] == best]
    if len(fitting) > 1:
        one, other = (_strptime(column, (*ISO, *ways[way])) for way in fitting)
        examples = engine.rows(
            f"SELECT {quoted(column)} FROM {quoted(relation)}"
            f" WHERE {one} IS DISTINCT FROM {other} LIMIT 1"
        )
        if examples:
            raise AmbiguousDates(
                f"The dates in column {called} can be read in two ways, e.g. {examples[0][0]}. "
                "Nothing was imported. "
                f"Say which: add `--dates {DAY_FIRST}` or `--dates {MONTH_FIRST}`."
            )
    return (*ISO, *ways[fitting[0]])


def strptime_sql(column: str, formats: tuple[str, ...]) -> str:
    """SQL that reads the text column as a TIMESTAMP, null where no format fits."""
    return _strptime(column, formats)


def _formats(way: str) -> tuple[str, ...]:
    first, second = ("%d", "%m") if way == DAY_FIRST else ("%m", "%d")
    days = (f"{first}{mark}{second}{mark}%Y" for mark in "/.-")
    return tuple(day + time for day in days for time in TIMES)


def _strptime(column: str, formats: tuple[str, ...]) -> str:
    listed = ", ".join(literal(one) for one in formats)
    text = f"trim({quoted(column)})"
    # %Y would take 26 for the year 26: a year is written with four digits, or not at all.
    year = literal("(^|[^0-9])[0-9]{4}([^0-9]|$)")
    return f"CASE WHEN regexp_matches({text}, {year}) THEN try_strptime({text}, [{listed}]) END"


def _parsed(engine: DuckDBEngine, relation: str, column: str, formats: tuple[str, ...]) -> int:
    query = f"SELECT count({_strptime(column, formats)}) FROM {quoted(relation)}"
    return int(engine.rows(query)[0][0])
