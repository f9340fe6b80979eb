"""What a table of the truth is: its columns with what they mean, as the contracts have theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

TEXT, WHOLE, REAL, FLAG, DAY = pa.string(), pa.int64(), pa.float64(), pa.bool_(), pa.date32()


@dataclass(frozen=True)
class TruthColumn:
    """One documented column.

    Null: `null` says what a missing value means; None where there is none missing.
    """

    name: str
    type: pa.DataType
    description: str
    unit: str | None = None
    null: str | None = None


@dataclass(frozen=True)
class TruthTable:
    """One table of the truth. `row` says what one row is."""

    name: str
    row: str
    columns: tuple[TruthColumn, ...]

    def made_of(self, columns: Mapping[str, Any]) -> pa.Table:
        """The table of these columns, in the declared order.

        Raises: KeyError for a column that is missing; pa.ArrowInvalid for one of another type.
        """
        fields = [
            pa.field(one.name, one.type, nullable=one.null is not None) for one in self.columns
        ]
        arrays = [_array(columns[one.name], one.type) for one in self.columns]
        return pa.table(arrays, schema=pa.schema(fields))


def customer_columns(whose: str) -> tuple[TruthColumn, TruthColumn]:
    """The two columns that name a customer, as the facts do."""
    return (
        TruthColumn("source", TEXT, f"The source of {whose}."),
        TruthColumn("source_id", TEXT, f"The key of {whose} in that source."),
    )


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return values if values.type == kind else values.cast(kind)
    return pa.array(values, type=kind)
