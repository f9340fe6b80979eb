"""Sheets, Parquet and JSON lines into DuckDB as text that no reading can take for something else.

Apart from delimited text: here a value has a type, and rows are not cut out of lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regulars.engines.duckdb_engine import DuckDBEngine
from regulars.engines.duckdb_text import Broken, Layout, forget_text, read_text, row_text
from regulars.engines.engine import literal, quoted

BRACKETS = 100
"""Of one JSON line. A line of flat values has one; the engine's parser stops at a depth of 128."""
WHOLE = Layout(None, "", ("line_text",), 0)


def read_sheet(
    engine: DuckDBEngine, *, name: str, path: Path, layout: Layout, width: int
) -> list[Broken]:
    """Make view `name` of a staged sheet; cells beyond its named columns break their row."""
    cells = [f"c{place}" for place in range(1, width + 1)]
    beyond = " OR ".join(f"{cell} IS NOT NULL" for cell in cells[len(layout.columns) :]) or "false"
    chosen = ", ".join(
        f"{cell} AS {quoted(column)}" for cell, column in zip(cells, layout.columns, strict=False)
    )
    rows = f"(SELECT * FROM read_parquet({literal(str(path))}) WHERE line > {layout.header_lines})"
    engine.define_view(
        name, f"SELECT {chosen}, line FROM {rows} WHERE broken IS NULL AND NOT ({beyond})"
    )
    return _broken(
        engine,
        f"SELECT line, coalesce(broken, 'too_many_columns'), {row_text(cells, layout)}"
        f" FROM {rows} WHERE broken IS NOT NULL OR {beyond}",
    )


@dataclass(frozen=True)
class Typed:
    """A column of a Parquet file, `outer.inner` where it lies in another; SQL for it as text.

    Null: `text` None for lists and maps.
    """

    name: str
    sql: str
    text: str | None


def parquet_columns(engine: DuckDBEngine, path: Path) -> list[Typed]:
    """The columns of the file in its order."""
    relation = engine.relation(f"SELECT * FROM {_parquet(path)} LIMIT 0")
    found: list[Typed] = []
    for name, kind in zip(relation.columns, relation.types, strict=True):
        if name != "file_row_number":
            found += _flat(name, quoted(name), kind)
    return found


def read_parquet(
    engine: DuckDBEngine, *, name: str, path: Path, layout: Layout, used: Sequence[str]
) -> list[Broken]:
    """Make view `name`; a row is broken that has a list or a map in a column of `used`."""
    pairs = list(zip(layout.columns, parquet_columns(engine, path), strict=True))
    chosen = ", ".join(f"{one.text or 'NULL'} AS {quoted(column)}" for column, one in pairs)
    nested = [one.sql for column, one in pairs if one.text is None and column in used]
    return _read_columns(
        engine,
        name,
        layout,
        f"SELECT {chosen}, file_row_number + 1 AS line, ({_any_of(nested)}) AS nested"
        f" FROM {_parquet(path)}",
    )


def json_columns(engine: DuckDBEngine, *, table: str, path: Path, lines: int) -> list[str]:
    """The keys of all objects as `outer.inner`; makes `table` of the lines on the way."""
    read_text(engine, name=f"{table}_text", path=path, layout=WHOLE, lines=lines)
    engine.define_table(
        table,
        f"SELECT line_text, line, {_PROBLEM} AS problem FROM {quoted(table + '_text')}"
        " WHERE line_text IS NOT NULL",
    )
    forget_text(engine, name=f"{table}_text")
    return [".".join(path) for path in _json_paths(engine, table)]


def read_json(
    engine: DuckDBEngine, *, name: str, lines: str, layout: Layout, used: Sequence[str]
) -> list[Broken]:
    """Make view `name` of the table `lines`; an array in a column of `used` breaks its row."""
    pointers = [_pointer(path) for path in _json_paths(engine, lines)]
    listed = ", ".join(literal(one) for one in pointers)
    chosen = ", ".join(
        f"told[{place}] AS {quoted(column)}" for place, column in enumerate(layout.columns, 1)
    )
    looked_at = [
        pointer for pointer, column in zip(pointers, layout.columns, strict=True) if column in used
    ]
    # A line that leaves the key out has no type of it, and is not lost for that.
    nested = " OR ".join(
        f"coalesce(json_type(line_text, {literal(one)}) IN ('ARRAY', 'OBJECT'), false)"
        for one in looked_at
    )
    broken = _read_columns(
        engine,
        name,
        layout,
        f"SELECT {chosen}, line, nested FROM (SELECT line, ({nested or 'false'}) AS nested,"
        f" json_extract_string(line_text, [{listed}]) AS told"
        f" FROM {quoted(lines)} WHERE problem IS NULL)",
    )
    unread = _broken(
        engine,
        f"SELECT line, problem, line_text FROM {quoted(lines)} WHERE problem IS NOT NULL",
    )
    return sorted((*broken, *unread), key=lambda one: one.line)


_PROBLEM = f"""CASE
  WHEN len(line_text) - len(translate(line_text, '[{{', '')) > {BRACKETS} THEN 'nested_value'
  WHEN NOT json_valid(line_text) OR json_type(line_text) <> 'OBJECT' THEN 'not_json'
END"""


def _json_paths(engine: DuckDBEngine, table: str) -> list[tuple[str, ...]]:
    [(told,)] = engine.rows(
        f"SELECT json_group_structure(line_text::JSON)::VARCHAR FROM {quoted(table)}"
        " WHERE problem IS NULL"
    )
    structure = json.loads(told) if told else {}
    return list(_leaves((), structure)) if isinstance(structure, dict) else []


def _leaves(path: tuple[str, ...], structure: Any) -> Iterator[tuple[str, ...]]:
    if isinstance(structure, dict) and (structure or not path):
        for key, inner in structure.items():
            yield from _leaves((*path, key), inner)
    else:
        yield path


def _pointer(path: tuple[str, ...]) -> str:
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in path)


def _read_columns(engine: DuckDBEngine, name: str, layout: Layout, sql: str) -> list[Broken]:
    """Make view `name` of the rows that are neither nested nor hold NUL characters, nor empty."""
    columns = [quoted(column) for column in layout.columns]
    engine.define_table(f"{name}_raw", sql)
    text = f"concat_ws('', {', '.join(columns)})"
    nul = f"contains({text}, chr(0))"
    raw = quoted(f"{name}_raw")
    listed = ", ".join(f"nullif({column}, '') AS {column}" for column in columns)
    engine.define_view(
        name, f"SELECT {listed}, line FROM {raw} WHERE NOT nested AND NOT {nul} AND {text} <> ''"
    )
    return _broken(
        engine,
        f"SELECT line, CASE WHEN nested THEN 'nested_value' ELSE 'nul_character' END,"
        f" replace({row_text(layout.columns, layout)}, chr(0), '') FROM {raw}"
        f" WHERE nested OR {nul}",
    )


def _broken(engine: DuckDBEngine, sql: str) -> list[Broken]:
    return [Broken(*row) for row in engine.rows(f"{sql} ORDER BY line")]


def _parquet(path: Path) -> str:
    return f"read_parquet({literal(str(path))}, file_row_number = true, binary_as_string = true)"


def _flat(name: str, sql: str, kind: Any) -> list[Typed]:
    if kind.id == "struct":
        return [
            one
            for inner, of in kind.children
            for one in _flat(f"{name}.{inner}", f"struct_extract({sql}, {literal(inner)})", of)
        ]
    return [Typed(name, sql, _as_text(sql, str(kind.id)))]


def _as_text(sql: str, kind: str) -> str | None:
    if kind in ("list", "array", "map", "union"):
        return None
    if kind.startswith("timestamp"):
        zone = "+00:00" if "tz" in kind or "with time zone" in kind else ""
        midnight = f"WHEN {sql} = date_trunc('day', {sql}) THEN strftime({sql}, '%Y-%m-%d')"
        text = f"strftime({sql}, {literal('%Y-%m-%d %H:%M:%S' + zone)})"
        return f"CASE {'' if zone else midnight} WHEN true THEN {text} END"
    if kind in ("double", "float"):
        # A key in a column of numbers, 17850.0, is the key 17850.
        whole = f"{sql} = trunc({sql}) AND abs({sql}) < 1e15"
        return f"CASE WHEN {whole} THEN {sql}::BIGINT::VARCHAR ELSE {sql}::VARCHAR END"
    return f"{sql}::VARCHAR"


def _any_of(nested: list[str]) -> str:
    return " OR ".join(f"{one} IS NOT NULL" for one in nested) or "false"
