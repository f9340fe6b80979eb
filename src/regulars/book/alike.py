"""Columns of the card that say the same of every customer: told once, and not in each row.

Most books know nothing of some kinds of facts. To write what is not known of a million customers
took as long as to write what is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa

from regulars.engines.engine import quoted

TYPES: dict[pa.DataType, str] = {
    pa.int64(): "BIGINT",
    pa.int32(): "INTEGER",
    pa.float64(): "DOUBLE",
    pa.string(): "VARCHAR",
    pa.date32(): "DATE",
    pa.bool_(): "BOOLEAN",
}


@dataclass(frozen=True)
class Alike:
    """What a column says of everybody, in the SQL type of the column. Null: value None."""

    type: str
    value: int | None = None

    @property
    def sql(self) -> str:
        return f"CAST({'NULL' if self.value is None else int(self.value)} AS {self.type})"


def alike_in(manifest: Mapping[str, Any]) -> dict[str, Alike]:
    """What a snapshot says of all its customers; nothing for one made before there was this."""
    return {name: Alike(**told) for name, told in manifest.get("alike", {}).items()}


def told_of(alike: Mapping[str, Alike]) -> dict[str, Any]:
    """The same for the manifest."""
    return {name: asdict(one) for name, one in alike.items()}


def with_alike(columns: Sequence[str], alike: Mapping[str, Alike]) -> str:
    """All these columns, for a query over what lacks those that are alike."""
    return ", ".join(
        f"{alike[name].sql} AS {quoted(name)}" if name in alike else quoted(name)
        for name in columns
    )
