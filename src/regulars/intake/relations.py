"""The relation `file` of one staged file, as the SQL of rows reads it, whatever its kind."""

from __future__ import annotations

from collections.abc import Sequence

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_columns import read_json, read_parquet, read_sheet
from regulars.engines.duckdb_text import Broken, Layout, forget_text, read_text
from regulars.engines.engine import literal, quoted
from regulars.engines.spreadsheet_safe import unguarded_sql
from regulars.intake.corrected import FILE, LINE, is_ours
from regulars.intake.recipe_files import absent_columns
from regulars.intake.recognise import Recognised
from regulars.intake.staging import Kind, StagedFile

ADDED = 10**12
"""Lines from here on are of rows that a file of corrections has and the file has not."""


def define_file(
    engine: DuckDBEngine, one: Recognised, *, number: int, corrections: Sequence[Recognised] = ()
) -> list[Broken]:
    """Make `file_<number>` (the columns as they came, and `line`) and, over it, `file`.

    `file` has also what the recipe knows and the file does not: constants, and words put into the
    fact's. Rows of `corrections` stand where the file has theirs.
    Returns the records that could not be cut into columns.
    """
    name = f"file_{number}"
    broken = _read(engine, one.file, one.layout, f"{name}_cut")
    rows = f"SELECT {_own(one)}, line FROM {quoted(name + '_cut')}"
    if corrections:
        corrected, more = _define_corrected(engine, one, corrections, name)
        lines = {line for (line,) in engine.rows(f"SELECT line FROM {corrected}")}
        broken = [*(row for row in broken if row.line not in lines), *more]
        rows = (
            f"{rows} WHERE line NOT IN (SELECT line FROM {corrected})"
            f" UNION ALL SELECT * FROM {corrected}"
        )
    engine.define_view(name, rows)
    engine.define_view("file", f"SELECT *{_words(one)}{_more(one)} FROM {quoted(name)}")
    return broken


def forget_file(engine: DuckDBEngine, one: Recognised, *, number: int) -> None:
    """Give back the room of a file whose rows are not needed any more."""
    forget_text(engine, name=f"file_{number}_cut")
    engine.drop(f"file_{number}_corrected")
    engine.drop(one.file.table or "nothing")


def _define_corrected(
    engine: DuckDBEngine, one: Recognised, corrections: Sequence[Recognised], name: str
) -> tuple[str, list[Broken]]:
    """Make the table of a file's corrected rows, each with the line that it stands for.

    Of two for one line the later counts; a row that was added has a line after all others.
    """
    parts, broken = [], []
    for place, part in enumerate(corrections):
        cut = f"{name}_correction_{place}"
        broken += _read(engine, part.file, part.layout, cut)
        line = "try_cast(trim(regulars_line) AS BIGINT)" if LINE in part.header else "NULL"
        whose = "true"
        if FILE in part.header:
            of = unguarded_sql(FILE)
            whose = f"coalesce(trim({of}), '') IN ('', {literal(one.file.name)})"
        parts.append(
            f"SELECT {_own(part)}, coalesce({line}, {ADDED} + line)::BIGINT AS line,"
            f" {place} AS part, line AS place FROM {quoted(cut)} WHERE {whose}"
        )
    engine.define_table(
        f"{name}_corrected",
        f"SELECT * EXCLUDE (part, place) FROM ({' UNION ALL '.join(parts)})"
        " QUALIFY row_number() OVER (PARTITION BY line ORDER BY part DESC, place DESC) = 1",
    )
    for place, _ in enumerate(corrections):
        forget_text(engine, name=f"{name}_correction_{place}")
    return quoted(f"{name}_corrected"), broken


def _own(one: Recognised) -> str:
    """The file's own columns, as they came."""
    # Rejects that come back have our columns and guards against formulas; nothing else has.
    back = unguarded_sql if one.corrected else quoted
    columns = [column for column in one.layout.columns if not is_ours(column)]
    return ", ".join(f"{back(column)} AS {quoted(column)}" for column in columns)


def own_columns(one: Recognised) -> tuple[str, ...]:
    """The columns of `file` that are the contract's, in its names."""
    found = [name for name in one.layout.columns if not is_ours(name)]
    if one.saved is None:
        return tuple(found)
    named = [name for name in found if not name.startswith("extra_")]
    return (*named, *(name for name in one.saved.fixed if name not in named))


def define_cells(engine: DuckDBEngine, file: StagedFile, layout: Layout, *, name: str) -> None:
    """Make relation `name` of a file's rows as they are cut, whatever they mean."""
    _read(engine, file, layout, name)


def _read(engine: DuckDBEngine, file: StagedFile, layout: Layout, name: str) -> list[Broken]:
    used = [column for column in layout.columns if not column.startswith("extra_")]
    match file.kind:
        case Kind.SHEET:
            return read_sheet(engine, name=name, path=file.path, layout=layout, width=file.width)
        case Kind.PARQUET:
            return read_parquet(engine, name=name, path=file.path, layout=layout, used=used)
        case Kind.JSON:
            return read_json(engine, name=name, lines=file.table, layout=layout, used=used)
    return read_text(engine, name=name, path=file.path, layout=layout, lines=file.lines)


def _words(one: Recognised) -> str:
    """REPLACE that puts the file's words into the fact's; a blank is kept, others as they are."""
    replaced = []
    for column, words in one.saved.words.items() if one.saved else ():
        cases = " ".join(
            f"WHEN {literal(theirs.strip().casefold())} THEN {literal(own)}"
            for theirs, own in words.items()
        )
        name = quoted(column)
        replaced.append(f"CASE lower(trim({name})) {cases} ELSE {name} END AS {name}")
    return f" REPLACE ({', '.join(replaced)})" if replaced else ""


def _more(one: Recognised) -> str:
    if one.saved is None:
        return absent_columns(one)
    fixed = {name: text for name, text in one.saved.fixed.items() if name not in one.layout.columns}
    return "".join(f", {literal(text)} AS {quoted(name)}" for name, text in fixed.items())
