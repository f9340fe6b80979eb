"""The card a page at a time, in the order of customer ids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from regulars.book.card import CardQueryWrong, asked_card
from regulars.book.reader import SnapshotReader
from regulars.engines.engine import literal, quoted

ID = "customer_id"


@dataclass(frozen=True)
class PageAsked:
    """At most `limit` customers after the one of id `after`.

    Null: `columns` None all; `where` None everybody; `after` None from the first on.
    """

    columns: Sequence[str] | None = None
    where: str | None = None
    limit: int = 100
    after: str | None = None


def read_page(reader: SnapshotReader, asked: PageAsked) -> tuple[pa.Table, str | None]:
    """The page, and the last of it where there are more. Raises: CardQueryWrong."""
    names = _names(asked, reader)
    table = reader.query(_page_sql(reader, names, asked, rows=asked.limit + 1))
    more = table.num_rows > asked.limit
    table = table.slice(0, asked.limit)
    last = table[ID][-1].as_py() if more else None
    return table.select(names), last


def write_page(reader: SnapshotReader, path: Path, asked: PageAsked) -> None:
    """The same page as CSV, safe in a spreadsheet. Raises: CardQueryWrong."""
    names = _names(asked, reader)
    page = _page_sql(reader, names, asked, rows=asked.limit)
    chosen = ", ".join(map(quoted, names))
    reader.write_csv(f"SELECT {chosen} FROM ({page}) AS page ORDER BY {ID}", path)


def _names(asked: PageAsked, reader: SnapshotReader) -> list[str]:
    return list(dict.fromkeys(asked.columns or reader.columns))


def _page_sql(reader: SnapshotReader, names: list[str], asked: PageAsked, *, rows: int) -> str:
    """Customer ids are always in it, for the next page begins after the last."""
    try:
        query = asked_card(reader, columns=list(dict.fromkeys([*names, ID])), where=asked.where)
    except RecursionError:
        raise CardQueryWrong(
            "The condition is nested too deeply to be read. Write it flatter."
        ) from None
    beyond = "" if asked.after is None else f" WHERE {ID} > {literal(asked.after)}"
    return f"SELECT * FROM ({query}) AS asked{beyond} ORDER BY {ID} LIMIT {int(rows)}"
