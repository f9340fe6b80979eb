"""Takes the erased out of the files beside the ledger: mirror, snapshots, what kills left."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from regulars.book.mirror import FOLDER as MIRROR
from regulars.book.mirror import sync_mirror
from regulars.book.snapshot import FOLDER as SNAPSHOTS
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal, quoted
from regulars.engines.keyed_hash import hmac_sql
from regulars.ledger.suppression import Suppressed

LEFT_BEHIND = ("staging-*", "refresh-*", "temporary", "*.part", f"{SNAPSHOTS}/.making-*")
MEMORY = "512MB"


def forget_in_mirror(folder: Path, *, touched: Mapping[str, set[int]] | None) -> None:
    """Write the mirror of these batches anew, by fact; None: all of it."""
    if touched is None:
        shutil.rmtree(folder / MIRROR, ignore_errors=True)
    else:
        for fact, batches in touched.items():
            for batch in batches:
                for path in (folder / MIRROR / fact).glob(f"b{batch:07d}-*"):
                    path.unlink()
    if (folder / MIRROR).exists() or touched is None:
        sync_mirror(folder)


def forget_in_snapshots(folder: Path, *, listed: frozenset[Suppressed]) -> int:
    """Leave out of every snapshot the customers on the list; how many snapshots had any."""
    place = folder / SNAPSHOTS
    made = sorted(path for path in place.iterdir() if path.is_dir()) if place.is_dir() else []
    return forget_in_results(made, listed=listed, temporary=folder / "temporary")


def forget_in_results(
    snapshots: Sequence[Path], *, listed: frozenset[Suppressed], temporary: Path
) -> int:
    """The same for these folders, e.g. one that is still being made of a warehouse's facts."""
    if not listed or not snapshots:
        return 0
    with DuckDBEngine(temporary=temporary, threads=1, memory=MEMORY) as engine:
        hashes = pa.table({"digest": pa.array(sorted(one.digest for one in listed), pa.string())})
        engine.define_arrow("listed_hashes", hashes)
        engine.define_table("listed", "SELECT * FROM listed_hashes")
        keys = sorted({one.hash_key for one in listed})
        return sum(_forget(engine, snapshot, keys) for snapshot in snapshots)


def sweep_left_behind(folder: Path) -> None:
    """Clear what killed imports and refreshes left; only for the holder of both locks."""
    for pattern in LEFT_BEHIND:
        for left in folder.glob(pattern):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def _erased_sql(identities: Path, hash_keys: list[str]) -> str:
    """SQL for the customers of a snapshot that are on the list."""
    text = "source || chr(31) || source_id"
    tests = " OR ".join(
        f"{hmac_sql(key, text)} IN (SELECT digest FROM listed)" for key in hash_keys
    )
    return (
        f"SELECT DISTINCT customer_id FROM read_parquet({literal(str(identities))}) WHERE {tests}"
    )


def _forget(engine: DuckDBEngine, snapshot: Path, hash_keys: list[str]) -> bool:
    identities = snapshot / "identities.parquet"
    if not identities.is_file():
        # Nobody can read it, and nobody can tell of whom it speaks.
        shutil.rmtree(snapshot)
        return True
    engine.define_table("erased", _erased_sql(identities, hash_keys))
    [(erased,)] = engine.rows("SELECT count(*) FROM erased")
    if not erased:
        return False
    # The identities last: after a kill they still tell who has to go.
    paths = [path for path in sorted(snapshot.rglob("*.parquet")) if path != identities]
    for path in (*paths, identities):
        _write_without(engine, path)
    return True


def _write_without(engine: DuckDBEngine, path: Path) -> None:
    """Without the rows that name somebody erased, in whatever column of customers."""
    columns = list(_customer_columns(path))
    if not columns:
        return
    gone = " OR ".join(
        f"coalesce({quoted(column)} IN (SELECT customer_id FROM erased), false)"
        for column in columns
    )
    unfinished = path.with_suffix(".part")
    engine.write_parquet(
        f"SELECT * FROM read_parquet({literal(str(path))}) WHERE NOT ({gone})", unfinished
    )
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(path)


def _customer_columns(path: Path) -> Iterator[str]:
    for name in pq.read_schema(path).names:
        if name.endswith("customer_id"):
            yield name
