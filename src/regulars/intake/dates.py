"""Which way a column of a user's file writes its dates; asked about when it is not sure."""

from __future__ import annotations

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal, quoted
from regulars.errors import RegularsError

TIMES = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f")
ISO = (
    *(f"%Y{mark}%m{mark}%d{time}" for mark in "-/." for time in TIMES),
    "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%dT%H:%M:%S.%f",
)
DAY_FIRST = "day-first"
MONTH_FIRST = "month-first"
EXAMPLES = 3


class AmbiguousDates(RegularsError):
    """Both day-first and month-first fit, and they differ; or each fits some rows only."""

    exit_code = 3


def date_formats(
    engine: DuckDBEngine, *, relation: str, column: str, called: str, order: str | None
) -> tuple[str, ...]:
    """The strptime formats with which a text column is dates.

    `order` is what the user said (`day-first`, `month-first`) or None; `called` is what the file
    calls the column.
    Raises: AmbiguousDates when nothing in the column tells which comes first, and when some of
    its dates can only be read one way and others only the other.
    """
    if order is not None:
        return (*ISO, *_formats(order))
    iso = strptime_sql(column, ISO)
    # Most columns are ISO throughout; the rest is looked at only where one is not.
    asked = f"SELECT DISTINCT {quoted(column)} FROM {quoted(relation)} WHERE {quoted(column)} <> ''"
    engine.define_table("days_asked", f"SELECT * FROM ({asked}) WHERE {iso} IS NULL")
    day, month = (strptime_sql(column, _formats(way)) for way in (DAY_FIRST, MONTH_FIRST))
    engine.define_table(
        "days_read", f"SELECT {quoted(column)} AS text, {day} AS d, {month} AS m FROM days_asked"
    )
    only_day = _examples(engine, "d IS NOT NULL AND m IS NULL")
    only_month = _examples(engine, "m IS NOT NULL AND d IS NULL")
    if only_day and only_month:
        raise AmbiguousDates(
            f"The dates in column {called} are written in two ways: "
            f"{_count(engine, relation, column, 'd IS NOT NULL AND m IS NULL')} rows have the day "
            f"first ({only_day}), {_count(engine, relation, column, 'm IS NOT NULL AND d IS NULL')}"
            f" the month ({only_month}). Nothing was imported. Correct the file, or say which "
            f"counts: add {_cure(called)}; the others are then not taken."
        )
    if only_day or only_month:
        return (*ISO, *_formats(DAY_FIRST if only_day else MONTH_FIRST))
    if both := _examples(engine, "d <> m"):
        raise AmbiguousDates(
            f"The dates in column {called} can be read in two ways, e.g. {both}. "
            f"Nothing was imported. Say which: add {_cure(called)}."
        )
    return (*ISO, *_formats(DAY_FIRST)) if _examples(engine, "d IS NOT NULL") else ISO


def strptime_sql(column: str, formats: tuple[str, ...]) -> str:
    """SQL that reads the text column as a TIMESTAMP, null where no format fits."""
    listed = ", ".join(literal(one) for one in formats)
    text = f"trim({quoted(column)})"
    # %Y would take 26 for the year 26: a year is written with four digits, or not at all.
    year = literal("(^|[^0-9])[0-9]{4}([^0-9]|$)")
    return f"CASE WHEN regexp_matches({text}, {year}) THEN try_strptime({text}, [{listed}]) END"


def _formats(way: str) -> tuple[str, ...]:
    first, second = ("%d", "%m") if way == DAY_FIRST else ("%m", "%d")
    days = (f"{first}{mark}{second}{mark}%Y" for mark in "/.-")
    return tuple(day + time for day in days for time in TIMES)


def _examples(engine: DuckDBEngine, where: str) -> str:
    found = engine.rows(f"SELECT text FROM days_read WHERE {where} ORDER BY text LIMIT {EXAMPLES}")
    return ", ".join(text[:40] for (text,) in found)


def _count(engine: DuckDBEngine, relation: str, column: str, where: str) -> int:
    [(rows,)] = engine.rows(
        f"SELECT count(*) FROM {quoted(relation)}"
        f" WHERE {quoted(column)} IN (SELECT text FROM days_read WHERE {where})"
    )
    return int(rows)


def _cure(called: str) -> str:
    ways = (f"`--dates {DAY_FIRST}` or `--dates {MONTH_FIRST}`", f"`--dates {called}={DAY_FIRST}`")
    return " (for one column: ".join(ways) + ")"
