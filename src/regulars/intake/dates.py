"""Which way a column of a user's file writes its dates; asked about when it is not sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    """Both day-first and month-first fit, and they differ; or each fits some rows only (`mixed`).

    `column` is what the file calls it; the rest is as in `DatesRead`.
    """

    exit_code = 3

    def __init__(self, message: str, *, column: str, read: DatesRead) -> None:
        self.column, self.way, self.examples = column, read.way, read.examples
        self.day_rows, self.month_rows = read.day_rows, read.month_rows
        super().__init__(message)


@dataclass(frozen=True)
class DatesRead:
    """How a text column writes its dates. `way` is one of `WAYS`.

    Shape: `examples` have each the text and its two readings as ISO days ("" where it cannot be
           read so): those that can be read one way only, or else those that both ways fit.
    Units: rows.
    """

    way: str
    examples: tuple[tuple[str, str, str], ...] = ()
    day_rows: int = 0
    month_rows: int = 0


YEAR_FIRST, UNCLEAR, MIXED, NO_DATES = "year-first", "unclear", "mixed", "none"
WAYS = (DAY_FIRST, MONTH_FIRST, YEAR_FIRST, UNCLEAR, MIXED, NO_DATES)
"""`unclear`: both fit and differ. `mixed`: each fits some rows only. `none`: nothing is a date."""


def read_dates(engine: DuckDBEngine, *, relation: str, column: str) -> DatesRead:
    """Tell from the whole column which comes first, the day or the month."""
    iso = strptime_sql(column, ISO)
    # Most columns are ISO throughout; the rest is looked at only where one is not.
    asked = f"SELECT DISTINCT {quoted(column)} FROM {quoted(relation)} WHERE {quoted(column)} <> ''"
    engine.define_table("days_asked", f"SELECT * FROM ({asked}) WHERE {iso} IS NULL")
    day, month = (strptime_sql(column, _formats(way)) for way in (DAY_FIRST, MONTH_FIRST))
    engine.define_table(
        "days_read",
        f"SELECT {quoted(column)} AS text, {day} AS d, {month} AS m FROM days_asked",
    )
    only_day = _examples(engine, "d IS NOT NULL AND m IS NULL")
    only_month = _examples(engine, "m IS NOT NULL AND d IS NULL")
    if only_day and only_month:
        rows = [
            _count(engine, relation, column, f"{one} IS NOT NULL AND {other} IS NULL")
            for one, other in ("dm", "md")
        ]
        return DatesRead(MIXED, (*only_day, *only_month), *rows)
    if only_day or only_month:
        return DatesRead(DAY_FIRST if only_day else MONTH_FIRST, only_day or only_month)
    if both := _examples(engine, "d <> m"):
        return DatesRead(UNCLEAR, both)
    if same := _examples(engine, "d IS NOT NULL"):
        return DatesRead(DAY_FIRST, same)
    some = engine.rows(f"SELECT 1 FROM {quoted(relation)} WHERE {iso} IS NOT NULL LIMIT 1")
    return DatesRead(YEAR_FIRST if some else NO_DATES)


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
    read = read_dates(engine, relation=relation, column=column)
    if read.way in (UNCLEAR, MIXED):
        raise _ambiguous(read, called)
    return (*ISO, *_formats(read.way)) if read.way in (DAY_FIRST, MONTH_FIRST) else ISO


def likely_dates(
    engine: DuckDBEngine, *, relation: str, columns: Sequence[str], rows: int
) -> frozenset[str]:
    """The columns of which most of the first rows are dates, read in whatever way."""
    every = (*ISO, *_formats(DAY_FIRST), *_formats(MONTH_FIRST))
    counted = ", ".join(
        f"count(nullif(trim({quoted(one)}), '')), count({strptime_sql(one, every)})"
        for one in columns
    )
    if not columns:
        return frozenset()
    [counts] = engine.rows(
        f"SELECT {counted} FROM (SELECT * FROM {quoted(relation)} LIMIT {int(rows)})"
    )
    pairs = zip(columns, counts[0::2], counts[1::2], strict=True)
    return frozenset(one for one, filled, dates in pairs if dates and 2 * dates >= filled)


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


def _examples(engine: DuckDBEngine, where: str) -> tuple[tuple[str, str, str], ...]:
    found = engine.rows(
        f"SELECT text, coalesce(d::DATE::VARCHAR, ''), coalesce(m::DATE::VARCHAR, '')"
        f" FROM days_read WHERE {where} ORDER BY text LIMIT {EXAMPLES}"
    )
    return tuple((text[:40], day, month) for text, day, month in found)


def _count(engine: DuckDBEngine, relation: str, column: str, where: str) -> int:
    [(rows,)] = engine.rows(
        f"SELECT count(*) FROM {quoted(relation)}"
        f" WHERE {quoted(column)} IN (SELECT text FROM days_read WHERE {where})"
    )
    return int(rows)


def _ambiguous(read: DatesRead, called: str) -> AmbiguousDates:
    mixed = read.way == MIXED
    first, second = (
        ", ".join(text for text, *ways in read.examples if not mixed or ways[place])
        for place in (0, 1)
    )
    if mixed:
        message = (
            f"The dates in column {called} are written in two ways: {read.day_rows} rows have the "
            f"day first ({first}), {read.month_rows} the month ({second}). Nothing was imported. "
            f"Correct the file, or say which counts: add {_cure(called)}; the others are then not "
            "taken."
        )
    else:
        message = (
            f"The dates in column {called} can be read in two ways, e.g. {first}. Nothing was "
            f"imported. Say which: add {_cure(called)}."
        )
    return AmbiguousDates(message, column=called, read=read)


def _cure(called: str) -> str:
    ways = (f"`--dates {DAY_FIRST}` or `--dates {MONTH_FIRST}`", f"`--dates {called}={DAY_FIRST}`")
    return " (for one column: ".join(ways) + ")"
