"""The rows that an import cannot take, each with its file, line, reason and text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from regulars.contracts import Contract
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal, quoted
from regulars.engines.duckdb_text import Broken, row_text
from regulars.intake.corrected import is_ours
from regulars.intake.reasons import reason_code
from regulars.intake.recognise import Recognised

REJECTS = "rejects"
_COLUMNS = 'file VARCHAR, line BIGINT, reason VARCHAR, "column" VARCHAR, value VARCHAR, row VARCHAR'


def define_rejects(engine: DuckDBEngine) -> None:
    """Make the empty table `rejects`."""
    engine.execute(f"CREATE TABLE {REJECTS} ({_COLUMNS})")


def all_rejects(engine: DuckDBEngine) -> Iterator[dict[str, Any]]:
    """Every row not taken, in the order of the files, without holding all of them."""
    for batch in engine.batches(f"SELECT * FROM {REJECTS} ORDER BY file, line", rows=10_000):
        yield from batch.to_pylist()


def reject_broken(engine: DuckDBEngine, one: Recognised, broken: Sequence[Broken]) -> None:
    """The records that could not be cut into columns."""
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


def reject_bad(engine: DuckDBEngine, one: Recognised, *, number: int) -> None:
    """The rows of `typed` with a `reject_reason`; columns are called as the file calls them."""
    names = zip(one.layout.columns, one.header, strict=True)
    cases = " ".join(f"WHEN {literal(name)} THEN {literal(own)}" for name, own in names)
    # The file's own columns may be called anything, so ours get names that none has.
    engine.execute(
        f"INSERT INTO {REJECTS} SELECT {literal(one.file.name)}, line, reject_reason,"
        f" CASE reject_column {cases} ELSE reject_column END, reject_value, {_row(one)}"
        " FROM (SELECT line AS rejected_line, reject_reason, reject_column, reject_value"
        f" FROM typed WHERE reject_reason IS NOT NULL) JOIN file_{number} ON line = rejected_line"
    )


def reject_repeated(
    engine: DuckDBEngine, files: Sequence[Recognised], *, contract: Contract
) -> None:
    """Of rows with one key and different content all but the last; the same content is no loss."""
    rows, content = quoted(contract.fact), ", ".join(quoted(name) for name in contract.names)
    engine.define_table(
        "repeated",
        f"SELECT file_number, line, source_id FROM {rows}"
        f" SEMI JOIN (SELECT source, source_id FROM {rows} GROUP BY ALL HAVING count(*) > 1)"
        " USING (source, source_id)"
        f" QUALIFY row({content}) IS DISTINCT FROM last_value(row({content})) OVER ("
        "   PARTITION BY source, source_id ORDER BY file_number, line"
        "   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
    )
    for number, one in enumerate(files, start=1):
        names = dict(zip(one.layout.columns, one.header, strict=True))
        key = literal(names["source_id"]) if "source_id" in names else "NULL"
        engine.execute(
            f"INSERT INTO {REJECTS} SELECT {literal(one.file.name)}, line, 'repeated_key', {key},"
            f" rejected_key, {_row(one)} FROM (SELECT line AS rejected_line,"
            f" source_id AS rejected_key FROM repeated WHERE file_number = {number})"
            f" JOIN file_{number} ON line = rejected_line"
        )
    engine.execute(
        f"DELETE FROM {rows}"
        " WHERE (file_number, line) IN (SELECT (file_number, line) FROM repeated)"
    )


def _row(one: Recognised) -> str:
    """SQL for a row of the file as text, as it first came."""
    return row_text([name for name in one.layout.columns if not is_ours(name)], one.layout)
