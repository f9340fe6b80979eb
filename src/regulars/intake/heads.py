"""Where a file names its columns, and what cuts them: every way that is worth a try, best first."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from regulars.errors import RegularsError
from regulars.intake.limits import MOST_COLUMNS, too_many_columns
from regulars.intake.staging import Kind, StagedFile

DELIMITERS = (",", ";", "\t", "|", "^", "~", ":")
SPELLED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "bar": "|", "space": " "}
HEAD_ROWS = 10
"""Titles and empty lines come before the names of the columns, rarely more than a few."""


class DelimiterWrong(RegularsError):
    """What was said is no delimiter."""

    exit_code = 2


@dataclass(frozen=True)
class Head:
    """Names of columns as the file writes them; the rows follow after line `line`."""

    names: tuple[str, ...]
    delimiter: str
    line: int


def heads(file: StagedFile, *, delimiter: str | None) -> Iterator[Head]:
    """Rows near the top that could name the columns, the first row before all others.

    A row whose cells are merged with those above is tried with their texts, too.
    Raises: FileUnreadable for a row with more columns than any export has.
    """
    ways = [_rows(file, mark) for mark in _marks(file, delimiter)]
    for depth in range(max(len(rows) for rows in ways) if ways else 0):
        for rows in ways:
            if depth < len(rows):
                yield rows[depth]
                if depth:
                    yield _filled(rows[depth], rows[depth - 1])


def delimiter_of(text: str | None) -> str | None:
    """A delimiter as people write it: the character, or `tab`. Raises: DelimiterWrong."""
    if text is None:
        return None
    mark = SPELLED.get(text.lower(), text)
    if len(mark) != 1 or mark in '"\r\n\x00\x01':
        raise DelimiterWrong(
            f"“{text}” is no delimiter. Write one character, or tab, e.g. `--delimiter ';'`."
        )
    return mark


def _marks(file: StagedFile, said: str | None) -> list[str]:
    if file.kind is not Kind.TEXT:
        return [","]
    if said is not None:
        return [said]
    first = next((line for line in file.sample if line.strip()), "")
    told = first.removeprefix("sep=")
    if told != first and len(told) == 1:  # spreadsheets read and write this line
        return [told]
    counts = {mark: first.count(mark) for mark in DELIMITERS}
    return sorted(DELIMITERS, key=lambda mark: -counts[mark])


def _rows(file: StagedFile, mark: str) -> list[Head]:
    found = []
    if file.kind is Kind.TEXT:
        reader = csv.reader((line + "\n" for line in file.sample), delimiter=mark)
        rows = [(reader.line_num, tuple(cells)) for cells in reader if cells]
    else:
        rows = list(file.rows)
    for line, cells in rows[:HEAD_ROWS]:
        if len(cells) > MOST_COLUMNS:
            raise too_many_columns(file.name, len(cells))
        found.append(Head(tuple(name.strip() for name in cells), mark, line))
    return found


def _filled(row: Head, above: Head) -> Head:
    over = (*above.names, *("" for _ in row.names))
    names = tuple(name or over[place] for place, name in enumerate(row.names))
    missing = above.names[len(names) :]
    return Head((*names, *missing), row.delimiter, row.line)
