"""Columns become tables as the contracts have them: the only place where their types are set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from regulars.contracts import SOURCE, SOURCE_ID, Contract, Type
from regulars.world.arrays import Flags, Ints
from regulars.world.span import Span

CURRENCY = "BDT"
LOCAL_AHEAD_MINUTES = 6 * 60
"""Asia/Dhaka; it has had no summer time since 2009."""
LEFT_TO_THE_IMPORTER = ("customer_source", "other_source")
ARROW_TYPES: dict[Type, pa.DataType] = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.DATE: pa.date32(),
    Type.INSTANT: pa.timestamp("us", tz="UTC"),
}


def fact_table(*, contract: Contract, columns: Mapping[str, Any]) -> pa.Table:
    """`source_id`, `source` and those of the contract's columns that this world knows, in order.

    Raises: KeyError when a column is missing that may not be null.
    """
    wanted = [SOURCE_ID, SOURCE]
    wanted += [
        column
        for column in contract.columns
        if column.name not in LEFT_TO_THE_IMPORTER
        and (column.name in columns or not column.may_be_null)
    ]
    fields = [
        pa.field(column.name, ARROW_TYPES[column.type], nullable=column.may_be_null)
        for column in wanted
    ]
    arrays = [pa.array(columns[field.name], type=field.type) for field in fields]
    return pa.table(arrays, schema=pa.schema(fields))


def texts_at(texts: Sequence[str], rows: Ints) -> list[str | None]:
    """The text of each row; null for a negative row."""
    return [texts[row] if row >= 0 else None for row in rows.tolist()]


def dates_of(*, span: Span, days: Ints, known: Flags | None = None) -> pa.Array:
    """Days of the span as dates; null where `known` is false."""
    return pa.array(span.date_of(days), mask=None if known is None else ~known)


def instants_of(*, span: Span, days: Ints, minutes: Ints) -> pa.Array:
    """Local days and minutes as instants in UTC; null where the minute is negative."""
    passed = (minutes - LOCAL_AHEAD_MINUTES).astype("timedelta64[m]")
    at = span.date_of(days).astype("datetime64[us]") + passed
    return pa.array(at, mask=np.asarray(minutes < 0)).cast(ARROW_TYPES[Type.INSTANT])
