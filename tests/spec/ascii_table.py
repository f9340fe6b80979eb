"""A table in plain characters, as rows of text."""

from __future__ import annotations

NULL = "null"

Row = dict[str, str | None]


def read_table(text: str) -> list[Row]:
    """The rows of a table whose first line names its columns; `null` is None.

    A line of dashes below the names is for the eye.
    Raises: ValueError for a row that does not fit its header, and for an empty cell.
    """
    lines = [line.strip() for line in text.strip().splitlines() if line.strip(" -+")]
    if not lines:
        return []
    names = _cells(lines[0])
    rows = []
    for line in lines[1:]:
        cells = _cells(line)
        if len(cells) != len(names) or "" in cells:
            raise ValueError(f"“{line}” has not one value for each of {names}; write null for none")
        rows.append({n: None if c == NULL else c for n, c in zip(names, cells, strict=True)})
    return rows


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
