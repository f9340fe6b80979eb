"""From the text of a cell to the value of its column."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

ARROW = {
    "text": pa.string(),
    "integer": pa.int64(),
    "date": pa.date32(),
    "instant": pa.timestamp("s"),
}
"""Arrow types by the contracts' types. The ledger's own list needs Django; a test compares them."""

_AGO = re.compile(r"(\d+) days? ago")
_AHEAD = re.compile(r"in (\d+) days?")


def value_of(cell: str | None, kind: pa.DataType, *, today: date) -> Any:
    """The value of a cell in a column of an Arrow type."""
    if cell is None:
        return None
    if pa.types.is_date(kind):
        return day_of(cell, today=today)
    return next(read for is_kind, read in _READERS if is_kind(kind))(cell)


def day_of(cell: str, *, today: date) -> date:
    """A date, `today`, `tomorrow`, `N days ago` or `in N days`."""
    if cell in ("today", "tomorrow"):
        return today + timedelta(days=cell == "tomorrow")
    if ago := _AGO.fullmatch(cell):
        return today - timedelta(days=int(ago[1]))
    if ahead := _AHEAD.fullmatch(cell):
        return today + timedelta(days=int(ahead[1]))
    return date.fromisoformat(cell)


def _truth(cell: str) -> bool:
    return {"yes": True, "no": False}[cell]


_READERS: tuple[tuple[Callable[[pa.DataType], bool], Callable[[str], Any]], ...] = (
    (pa.types.is_integer, int),
    (pa.types.is_floating, float),
    (pa.types.is_boolean, _truth),
    (pa.types.is_timestamp, datetime.fromisoformat),
    (pa.types.is_string, str),
)
