"""The typed rows of an import's files, and the rows that could not be taken."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from regulars.contracts import Type
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal, quoted
from regulars.engines.duckdb_text import Broken, read_text
from regulars.errors import RegularsError
from regulars.intake.dates import date_formats
from regulars.intake.own_rows import OwnFile, own_rows_sql
from regulars.intake.reasons import reason_code
from regulars.intake.recognise import Recognised

REJECTS = "rejects"
_REJECT_COLUMNS = (
    'file VARCHAR, line BIGINT, reason VARCHAR, "column" VARCHAR, value VARCHAR, row VARCHAR'
)


class CurrencyUnknown(RegularsError):
    """Amounts came without a currency."""

    exit_code = 3


@dataclass(frozen=True)
class Reading:
    """What the user said about the files (None: nothing), and the book's zone."""

    currency: str | None
    dates: str | None
    zone: str


def define_rows(engine: DuckDBEngine, *, files: list[Recognised], reading: Reading) -> int:
    """Make a table of good rows for each kind of file, and the tables `rejects`, `anonymous`.

    Returns the number of rows read, good and bad.
    Raises: CurrencyUnknown, AmbiguousDates.
    """
    engine.execute(f"CREATE TABLE {REJECTS} ({_REJECT_COLUMNS})")
    engine.execute("CREATE TABLE anonymous (rows BIGINT)")
    read = 0
    made: set[str] = set()
    for number, one in enumerate(files, start=1):
        broken = read_text(
            engine, name="file", path=one.file.path, layout=one.layout, lines=one.file.lines
        )
        _reject_broken(engine, one, broken)
        name = one.input.name if one.input else one.contract.fact if one.contract else ""
        rows = one.input.rows if one.input else own_rows_sql(_own_file(engine, one, reading))
        engine.define_table("typed", f"SELECT *, {number} AS file_number FROM ({rows})")
        _reject_bad(engine, one)
        engine.execute("INSERT INTO anonymous SELECT count(*) FILTER (anonymous) FROM typed")
        [(rows_typed,)] = engine.rows("SELECT count(*) FROM typed")
        read += rows_typed + len(broken)
        engine.execute("DELETE FROM typed WHERE reason IS NOT NULL")
        if name in made:
            engine.execute(f"INSERT INTO {quoted(name)} BY NAME SELECT * FROM typed")
        else:
            engine.define_table(name, "SELECT * FROM typed")
            made.add(name)
    return read


def _own_file(engine: DuckDBEngine, one: Recognised, reading: Reading) -> OwnFile:
    contract, columns = one.contract, one.layout.columns
    assert contract is not None
    if "currency" in contract.names and "currency" not in columns and reading.currency is None:
        raise CurrencyUnknown(
            f"{one.file.name} has amounts but no column currency. Nothing was imported. "
            "Say it once with `--currency`, e.g. `--currency BDT`, or add the column."
        )
    dated = [
        column.name
        for column in contract.columns
        if column.type in (Type.DATE, Type.INSTANT) and column.name in columns
    ]
    formats = {
        name: date_formats(engine, relation="file", column=name, order=reading.dates)
        for name in dated
    }
    return OwnFile(contract, columns, reading.currency, formats, reading.zone)


def _reject_bad(engine: DuckDBEngine, one: Recognised) -> None:
    mark = literal(one.layout.delimiter or "")
    columns = ", ".join(f"coalesce(file.{quoted(name)}, '')" for name in one.layout.columns)
    engine.execute(
        f"INSERT INTO {REJECTS} SELECT {literal(one.file.name)}, typed.line, reason,"
        f" reason_column, reason_value, concat_ws({mark}, {columns})"
        " FROM typed JOIN file USING (line) WHERE reason IS NOT NULL"
    )


def _reject_broken(engine: DuckDBEngine, one: Recognised, broken: list[Broken]) -> None:
    engine.define_arrow(
        "broken",
        pa.table(
            {
                "file": pa.array([one.file.name] * len(broken), pa.string()),
                "line": pa.array([problem.line for problem in broken], pa.int64()),
                "reason": pa.array(
                    [reason_code(problem.problem) for problem in broken], pa.string()
                ),
                "row": pa.array([problem.text for problem in broken], pa.string()),
            }
        ),
    )
    engine.execute(f"INSERT INTO {REJECTS} SELECT file, line, reason, NULL, NULL, row FROM broken")
