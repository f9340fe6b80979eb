"""A snapshot of a few candidates, and the product's own reader of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from regulars.book.reader import SnapshotReader
from regulars.book.snapshot import REDIRECTS, Snapshot

CANDIDATES = pa.schema(
    {
        "customer_id": pa.string(),
        "play": pa.string(),
        "play_version": pa.int64(),
        "optional": pa.bool_(),
        "value_per_minute": pa.float64(),
        "age_days": pa.int64(),
    }
)
IDENTITIES = pa.schema(dict.fromkeys(("customer_id", "source", "source_id"), pa.string()))


def read_candidates(
    folder: Path,
    *,
    candidates: Sequence[dict[str, Any]],
    identities: Sequence[dict[str, Any]],
    redirects: Sequence[dict[str, Any]] = (),
    in_memory: bool = False,
) -> SnapshotReader:
    """Write the candidates as a snapshot in `folder`, and open it."""
    tables = {
        "candidates": pa.Table.from_pylist(list(candidates), schema=CANDIDATES),
        "identities": pa.Table.from_pylist(list(identities), schema=IDENTITIES),
    }
    if redirects:
        tables["redirects"] = pa.Table.from_pylist(list(redirects), schema=REDIRECTS)
    tables["card"] = tables["identities"].select(["customer_id"])
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    snapshot = Snapshot(name="a", folder=folder, manifest={}, run={})
    return SnapshotReader(snapshot=snapshot, temporary=folder / "temporary", in_memory=in_memory)
