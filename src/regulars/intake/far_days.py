"""Days that no business has, in the rows that a recipe made; own columns are checked as they are
typed (`own_rows.py`)."""

from __future__ import annotations

from datetime import date

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal, quoted
from regulars.intake.limits import FIRST_DAY
from regulars.intake.recognise import Recognised

_TEMPORAL = "('DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE')"


def reject_far_days(engine: DuckDBEngine, one: Recognised, *, number: int, last_day: date) -> None:
    """Give rows of `typed` a `reject_reason` where a day is before 1900 or after `last_day`.

    Null: `reject_column` where no cell of the row shows that year in a date.
    """
    columns = engine.rows(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = 'typed'"
        f" AND data_type IN {_TEMPORAL} ORDER BY column_index"
    )
    if not columns:
        return
    first, last = f"DATE {literal(FIRST_DAY)}", f"DATE {literal(str(last_day))}"
    days = [f"{quoted(name)}::DATE" for (name,) in columns]
    far = " ".join(f"WHEN {day} NOT BETWEEN {first} AND {last} THEN {day}" for day in days)
    engine.define_table(
        "far_days",
        f"SELECT line AS far_line, CASE {far} END AS far_day FROM typed"
        " WHERE reject_reason IS NULL AND far_day IS NOT NULL",
    )
    [(found,)] = engine.rows("SELECT count(*) FROM far_days")
    if found:
        engine.execute(
            f"UPDATE typed SET reject_reason = CASE WHEN far_day < {first}"
            " THEN 'date_too_early' ELSE 'date_too_late' END,"
            f" reject_column = {_cell(one, of_name=True)},"
            f" reject_value = coalesce({_cell(one, of_name=False)}, far_day::VARCHAR)"
            f" FROM far_days JOIN file_{number} AS cells ON cells.line = far_line"
            " WHERE typed.line = far_line"
        )


def _cell(one: Recognised, *, of_name: bool) -> str:
    """SQL for the first cell in which the year stands beside a date's mark: its name, or it."""
    year = "lpad(year(far_day)::VARCHAR, 4, '0')"
    pattern = f"'(^|[^0-9])' || {year} || '[-/.]|[-/.]' || {year} || '([^0-9]|$)'"
    texts = {name: f"cells.{quoted(name)}" for name in one.layout.columns}
    cases = " ".join(
        f"WHEN regexp_matches({text}, {pattern}) THEN {literal(name) if of_name else text}"
        for name, text in texts.items()
    )
    return f"CASE {cases} END"
