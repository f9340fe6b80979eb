"""The relation `file` of one staged file, as the SQL of rows reads it, whatever its kind."""

from __future__ import annotations

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_columns import read_json, read_parquet, read_sheet
from regulars.engines.duckdb_text import Broken, read_text
from regulars.engines.engine import literal, quoted
from regulars.engines.spreadsheet_safe import unguarded_sql
from regulars.intake.corrected import is_ours
from regulars.intake.recipe_files import absent_columns
from regulars.intake.recognise import Recognised
from regulars.intake.staging import Kind


def define_file(engine: DuckDBEngine, one: Recognised, *, number: int) -> list[Broken]:
    """Make `file_<number>` (the columns as they came, and `line`) and, over it, `file`.

    `file` has also what the recipe knows and the file does not: constants, and words put into the
    fact's. Returns the records that could not be cut into columns.
    """
    name = f"file_{number}"
    broken = _read(engine, one, f"{name}_cut")
    # Rejects that come back have our columns and guards against formulas; nothing else has.
    back = unguarded_sql if one.corrected else quoted
    columns = [column for column in one.layout.columns if not is_ours(column)]
    listed = ", ".join(f"{back(column)} AS {quoted(column)}" for column in columns)
    engine.define_view(name, f"SELECT {listed}, line FROM {quoted(name + '_cut')}")
    engine.define_view("file", f"SELECT *{_words(one)}{_more(one)} FROM {quoted(name)}")
    return broken


def own_columns(one: Recognised) -> tuple[str, ...]:
    """The columns of `file` that are the contract's, in its names."""
    found = [name for name in one.layout.columns if not is_ours(name)]
    if one.saved is None:
        return tuple(found)
    named = [name for name in found if not name.startswith("extra_")]
    return (*named, *(name for name in one.saved.fixed if name not in named))


def _read(engine: DuckDBEngine, one: Recognised, name: str) -> list[Broken]:
    file, layout = one.file, one.layout
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
