"""Columns become tables as the contracts have them: the only place where their types are set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from regulars.contracts import SOURCE, SOURCE_ID, Contract, Type
from regulars.world.arrays import Flags, Ints
from regulars.world.season.span import Span

CURRENCY = "BDT"
LOCAL_AHEAD_MINUTES = 6 * 60
"""Asia/Dhaka; it has had no summer time since 2009."""
LEFT_TO_THE_IMPORTER = ("customer_source", "other_source", "email_key", "phone_key")
ARROW_TYPES: dict[Type, pa.DataType] = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.DATE: pa.date32(),
    Type.INSTANT: pa.timestamp("us", tz="UTC"),
}

Texts: TypeAlias = Sequence[str | None] | pa.Array


def fact_table(*, contract: Contract, columns: Mapping[str, Any]) -> pa.Table:
    """`source_id`, `source` and those of the contract's columns that this world knows, in order.

    Raises: KeyError when a column is missing that may not be null.
    """
    wanted = [SOURCE_ID, SOURCE]
    wanted += [
        column
        for column in contract.columns
        if column.name in columns or not (column.may_be_null or column.name in LEFT_TO_THE_IMPORTER)
    ]
    fields = [
        pa.field(column.name, ARROW_TYPES[column.type], nullable=column.may_be_null)
        for column in wanted
    ]
    arrays = [_array(columns[field.name], field.type) for field in fields]
    return pa.table(arrays, schema=pa.schema(fields))


def texts_at(texts: Texts, rows: Ints) -> pa.Array:
    """The text of each row; null for a negative row."""
    values = texts if isinstance(texts, pa.Array) else pa.array(texts, type=pa.string())
    return values.take(pa.array(rows, mask=np.asarray(rows < 0)))


def numbered(before: str | pa.Array, numbers: Ints, *, digits: int) -> pa.Array:
    """Keys like R-0007: what stands before, and the number with at least so many digits."""
    written = pc.utf8_lpad(pa.array(numbers).cast(pa.string()), digits, "0")
    return pc.binary_join_element_wise(before, written, "")


def one_text(text: str, count: int) -> pa.Array:
    """The same text so many times."""
    return pa.repeat(pa.scalar(text, pa.string()), count)


def dates_of(*, span: Span, days: Ints, known: Flags | None = None) -> pa.Array:
    """Days of the span as dates; null where `known` is false."""
    safe = days if known is None else np.where(known, days, 0)
    return pa.array(span.date_of(safe), mask=None if known is None else ~known)


def instants_of(*, span: Span, days: Ints, minutes: Ints, known: Flags | None = None) -> pa.Array:
    """Local days and minutes as instants in UTC; null where the minute is negative or not known."""
    there = (minutes >= 0) if known is None else (minutes >= 0) & known
    passed = (minutes - LOCAL_AHEAD_MINUTES).astype("timedelta64[m]")
    at = span.date_of(np.where(there, days, 0)).astype("datetime64[us]") + passed
    return pa.array(at, mask=np.asarray(~there)).cast(ARROW_TYPES[Type.INSTANT])


def _array(values: Any, kind: pa.DataType) -> pa.Array:
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return values if values.type == kind else values.cast(kind)
    return pa.array(values, type=kind)
