"""What can be told of files before anything is said of them: for whoever is about to say it.

Apart from an import, which refuses what is not clear: this tells what is not.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import quoted
from regulars.engines.duckdb_text import Layout
from regulars.errors import told_of
from regulars.intake.dates import NO_DATES, DatesRead, likely_dates, read_dates
from regulars.intake.heads import Head, heads
from regulars.intake.import_files import LONGEST_RECORD, MEMORY
from regulars.intake.limits import FileUnreadable
from regulars.intake.recognise import Asked, Recognised, UnknownLayout, recognise
from regulars.intake.relations import define_cells, own_columns
from regulars.intake.saved_recipe import RecipeWrong
from regulars.intake.staging import Kind, StagedFile, stage_file
from regulars.intake.text_files import Told

SAMPLES = 4
LONGEST_SAMPLE = 60
LOOKED_AT_ROWS = 20_000
"""Of these the few words of a column are told; others come to light when the file is checked."""
MOST_WORDS = 15
MOST_COLUMNS_LOOKED_AT = 300


@dataclass(frozen=True)
class Looked:
    """One file as it is seen.

    Shape: `samples` has the first rows, `header` the names above them; `columns` of a file whose
           fact is known are the fact's names by the file's; `dates` and `words` by the file's
           names: how dates are written, and all words of a column that has few.
    Units: `rows` counts the rows of text and Parquet files.
    Null:  `recognised` None where no recipe fits; then `trouble` tells why, or why the file cannot
           be read at all (`error`, `message`, `values`). `rows` None where that is not known.
    """

    name: str
    size_bytes: int
    kind: str = ""
    rows: int | None = None
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    recognised: str | None = None
    fact: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    corrected: bool = False
    asks_currency: bool = False
    dates: dict[str, dict[str, Any]] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    dates_said: dict[str, str] = field(default_factory=dict)
    """Which comes first, where the saved recipe that fits says it."""
    trouble: dict[str, Any] | None = None


def look_at(
    *,
    paths: Sequence[Path],
    folder: Path,
    asked: Asked,
    told: Told = lambda step, done, total: None,
) -> list[Looked]:
    """Look at each file, whatever is wrong with the others. Nothing is checked or kept."""
    csv.field_size_limit(LONGEST_RECORD)
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix="staging-") as staging,
        DuckDBEngine(temporary=Path(staging), memory=MEMORY) as engine,
    ):
        found = []
        for number, path in enumerate(paths, start=1):
            said = asked.of(path.name)
            try:
                file = stage_file(
                    path=path, folder=Path(staging), number=number,
                    engine=engine, sheet=said.sheet, told=told,
                )  # fmt: skip
                found.append(_looked_at(engine, file, asked, name=f"looked_{number}"))
            except FileUnreadable as error:
                size = path.stat().st_size
                found.append(Looked(path.name, size, trouble=told_of(error)))
            told("checking", number, len(paths))
        return found


def _looked_at(engine: DuckDBEngine, file: StagedFile, asked: Asked, *, name: str) -> Looked:
    head = _head(file, asked.of(file.name).delimiter)
    one, trouble = None, None
    try:
        one = recognise(file, asked=asked)
    except (UnknownLayout, RecipeWrong) as error:
        trouble = told_of(error)
    header = one.header if one else head.names
    layout = one.layout if one else Layout(head.delimiter, '"', head.names, head.line)
    cells = tuple(f"c{place}" for place in range(1, len(header) + 1))
    mark = layout.delimiter
    define_cells(engine, file, Layout(mark, layout.quote, cells, layout.header_lines), name=name)
    rows = [("" if cell is None else str(cell) for cell in row) for row in _rows(engine, name)]
    own = dict(zip(one.layout.columns, one.header, strict=True)) if one else {}
    mapped = own_columns(one) if one and one.contract else ()
    looked_at = dict(list(zip(header, cells, strict=True))[:MOST_COLUMNS_LOOKED_AT])
    return Looked(
        file.name,
        file.size_bytes,
        kind=str(file.kind),
        rows=max(file.lines - layout.header_lines, 0) if file.lines else None,
        delimiter=(mark or "") if file.kind is Kind.TEXT else "",
        sheet=file.sheet,
        sheets=file.sheets,
        header=header,
        samples=tuple(tuple(cell[:LONGEST_SAMPLE] for cell in row) for row in rows),
        recognised=one.name if one else None,
        fact=one.contract.fact if one and one.contract else None,
        columns={own[column]: column for column in mapped if column in own},
        corrected=one.corrected if one else False,
        asks_currency=bool(one and one.recipe and one.recipe.asks_currency),
        dates={called: asdict(read) for called, read in _dates(engine, name, looked_at) if called},
        words=dict(_words(engine, name, looked_at)),
        dates_said=_dates_said(one, own),
        trouble=trouble,
    )


def _dates_said(one: Recognised | None, own: dict[str, str]) -> dict[str, str]:
    ways = one.saved.ways if one is not None and one.saved is not None else {}
    for_all = ways.get("")
    return {
        called: way
        for column, called in own.items()
        if (way := ways.get(column, for_all)) is not None
    }


def _head(file: StagedFile, delimiter: str | None) -> Head:
    """The row that is likeliest to name the columns: of the first, the one with most names."""
    first = list(heads(file, delimiter=delimiter))[:20]
    if not first:
        return Head((), ",", 0)
    most = max(len({name for name in one.names if name}) for one in first)
    return next(one for one in first if len({name for name in one.names if name}) == most)


def _rows(engine: DuckDBEngine, name: str) -> list[tuple[Any, ...]]:
    return engine.rows(f"SELECT * EXCLUDE (line) FROM {quoted(name)} ORDER BY line LIMIT {SAMPLES}")


def _dates(
    engine: DuckDBEngine, name: str, columns: dict[str, str]
) -> Iterator[tuple[str, DatesRead]]:
    likely = likely_dates(
        engine, relation=name, columns=tuple(columns.values()), rows=LOOKED_AT_ROWS
    )
    for called, cell in columns.items():
        if cell in likely:
            read = read_dates(engine, relation=name, column=cell)
            if read.way != NO_DATES:
                yield called, read


def _words(
    engine: DuckDBEngine, name: str, columns: dict[str, str]
) -> Iterator[tuple[str, list[str]]]:
    engine.define_table("first_rows", f"SELECT * FROM {quoted(name)} LIMIT {LOOKED_AT_ROWS}")
    for called, cell in columns.items():
        found = engine.rows(
            f"SELECT {quoted(cell)} FROM first_rows WHERE trim({quoted(cell)}) <> ''"
            f" GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {MOST_WORDS + 1}"
        )
        words = [str(word) for (word,) in found]
        if called and 0 < len(words) <= MOST_WORDS and max(map(len, words)) <= LONGEST_SAMPLE:
            yield called, words
    engine.drop("first_rows")
