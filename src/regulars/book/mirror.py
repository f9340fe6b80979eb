"""The ledger's facts as immutable Parquet, one file for each fact and batch."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
from django.db.models import Max

from regulars.contracts import BY_FACT, CONTRACTS
from regulars.ledger.batches import HELD_SEQ
from regulars.ledger.columns import read_assertions, read_batch
from regulars.ledger.desk_undo import MOVED
from regulars.ledger.models import MODELS, Assertion, Batch

FOLDER = "mirror"
COUNTED = (Batch.State.COMPLETE, Batch.State.UNDONE)
"""An undone batch's content may be asserted by a complete one, so it stays readable."""


@dataclass(frozen=True)
class Heads:
    """How far the ledger goes: the batches in order, and by fact the last revision of each."""

    batches: list[int]
    newest: dict[str, dict[int, int]]


def ledger_heads() -> Heads:
    """The heads now; within `one_view` they are of one moment with what else is read there."""
    counted = Batch.objects.filter(state__in=COUNTED).order_by("pk")
    facts = (*(contract.fact for contract in CONTRACTS), "assertion")
    return Heads(
        list(counted.values_list("pk", flat=True)), {fact: _newest(fact) for fact in facts}
    )


def desk_heads(heads: Heads) -> dict[str, dict[int, int]]:
    """Of the batches that the desk may go on writing into: by fact, the last revision there is.

    Shape: a fact of which such a batch has none yet has 0. The day before counts too: somebody may
           have begun to write at midnight.
    """
    desk = Batch.objects.filter(kind=Batch.Kind.DESK, published_seq__gt=HELD_SEQ)
    desk = desk.filter(state=Batch.State.COMPLETE)
    growing = list(desk.order_by("-pk").values_list("pk", flat=True)[:2])
    known = [batch for batch in growing if batch in heads.batches]
    return {
        fact: {batch: newest.get(batch, 0) for batch in known}
        for fact, newest in heads.newest.items()
    }


def sync_mirror(folder: Path, *, heads: Heads | None = None) -> dict[str, list[Path]]:
    """Write what is missing; the files that hold each fact, and `assertion`, in batch order.

    A file's name has its last revision: a day's desk batch grows, and gets a new file then; and
    how many were taken out of it at the desk. It also tells which columns there are: where a newer
    Regulars has more, it is written anew.
    Null: `heads` None where nothing else has to be of the same moment.
    """
    files: dict[str, list[Path]] = {}
    heads = heads or ledger_heads()
    moved = moved_out()
    for fact, newest in heads.newest.items():
        columns = _columns(fact)
        place = folder / FOLDER / fact
        place.mkdir(parents=True, exist_ok=True)
        kept = []
        for batch_id in heads.batches:
            if batch_id not in newest:
                continue
            name = f"b{batch_id:07d}-r{newest[batch_id]:010d}-{columns}{moved.get(batch_id, '')}"
            path = place / f"{name}.parquet"
            if not path.exists():
                _write(path, fact, batch_id, newest[batch_id])
            kept.append(path)
        files[fact] = kept
        for old in set(place.iterdir()) - set(kept):
            old.unlink()
    return files


def cut_off(
    files: dict[str, list[Path]], *, up_to: dict[str, dict[int, int]], into: Path
) -> dict[str, list[Path]]:
    """The same files, but of the batches in `up_to` only what was written up to that revision.

    Shape: `files` as `sync_mirror` gives them; those cut off are written into `into`.
    """
    chosen = {fact: list(paths) for fact, paths in files.items()}
    for fact, batches in up_to.items():
        for batch_id, last in batches.items():
            begins = f"b{batch_id:07d}-"
            chosen[fact] = [path for path in chosen[fact] if not path.name.startswith(begins)]
            if last:
                path = into / f"{fact}-{begins}r{last:010d}.parquet"
                _write(path, fact, batch_id, last)
                chosen[fact].append(path)
    return chosen


def moved_out() -> dict[int, str]:
    """The end of file names of batches out of which something was taken."""
    desk = Batch.objects.filter(kind=Batch.Kind.DESK).values_list("pk", "counts")
    return {pk: f"-u{counts[MOVED]}" for pk, counts in desk if counts.get(MOVED)}


def _columns(fact: str) -> str:
    """Tells one set of columns from another, in a few letters."""
    if fact == "assertion":
        return "0"
    named = (f"{one.name} {one.type}" for one in BY_FACT[fact].columns if not one.personal)
    return hashlib.md5("\n".join(named).encode(), usedforsecurity=False).hexdigest()[:8]


def _newest(fact: str) -> dict[int, int]:
    model = Assertion if fact == "assertion" else MODELS[fact]
    return dict(model.objects.values_list("batch_id").annotate(newest=Max("pk")).order_by())


def _write(path: Path, fact: str, batch_id: int, newest: int) -> None:
    if fact == "assertion":
        table = read_assertions(batch_id=batch_id, up_to=newest)
    else:
        table = read_batch(fact=fact, batch_id=batch_id, up_to=newest)
    unfinished = path.with_suffix(".part")
    pq.write_table(table, unfinished, compression="zstd")
    unfinished.rename(path)
