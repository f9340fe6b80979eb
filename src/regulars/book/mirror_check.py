"""Whether the mirror says what the ledger says; a refresh would not notice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow.parquet as pq
from django.db.models import Count

from regulars.book.mirror import FOLDER, moved_out, sync_mirror
from regulars.ledger.models import MODELS, Assertion


def mirror_faults(folder: Path) -> list[str]:
    """Files that cannot be read, or have another number of rows than the ledger has.

    What is not mirrored yet is no fault: the next refresh does it.
    """
    faults = []
    moved = moved_out()
    for fact, model in ({**MODELS, "assertion": Assertion}).items():
        files = sorted((folder / FOLDER / fact).glob("b*.parquet"))
        if not files:
            continue
        rows = model.objects.values_list("batch_id", "pk").order_by()  # type: ignore[attr-defined]
        for path in files:
            batch, last = (int(part[1:]) for part in path.stem.split("-")[:2])
            if not path.stem.endswith(moved.get(batch, "")):
                continue  # something was taken out of the batch since
            held = rows.filter(batch_id=batch, pk__lte=last).aggregate(held=Count("pk"))["held"]
            mirrored = _rows(path)
            if mirrored != held:
                told = "cannot be read" if mirrored is None else f"has {mirrored} rows, not {held}"
                faults.append(f"{path.relative_to(folder)} {told}")
    return faults


def rebuild_mirror(folder: Path) -> None:
    """Write all of it anew from the ledger; only for the holder of the refresh lock."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    sync_mirror(folder)


def _rows(path: Path) -> int | None:
    """Null: it cannot be read. All of it is read, not only its foot, and never held whole."""
    try:
        with pq.ParquetFile(path) as file:
            return sum(batch.num_rows for batch in file.iter_batches())
    except (OSError, ValueError):  # Arrow's errors are these
        return None
