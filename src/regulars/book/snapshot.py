"""A snapshot: one refresh's results as a folder of sorted Parquet, switched to by one rename."""

from __future__ import annotations

import json
import math
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from regulars.book.prune import snapshots_to_prune
from regulars.errors import RegularsError

FOLDER = "snapshots"
CURRENT = "current.json"
FORMAT = 2
READ = (1, 2)
"""Before 2 a card had all its columns in each row."""
PRUNED = ".pruned-"

REDIRECTS = pa.schema(
    [("customer_id", pa.string()), ("into_customer_id", pa.string()), ("basis", pa.string())]
)
CONSENTS = pa.schema(dict.fromkeys(("customer_id", "channel", "state"), pa.string()))
OWNERS = pa.schema(dict.fromkeys(("customer_id", "staff"), pa.string()))
QUESTIONS = pa.schema(
    [
        ("question", pa.int64()),
        ("basis", pa.string()),
        ("reason", pa.string()),
        ("customers", pa.int64()),
        ("customer_id", pa.string()),
    ]
)


class NoSnapshot(RegularsError):
    """The book was never refreshed."""

    exit_code = 4


class SnapshotUnreadable(RegularsError):
    """The snapshot was written by a newer Regulars, or is damaged."""

    exit_code = 5


@dataclass(frozen=True)
class Snapshot:
    """Where a snapshot lies and what its manifest says."""

    name: str
    folder: Path
    manifest: dict[str, Any]
    run: dict[str, Any]

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.manifest["as_of"])

    @property
    def currency(self) -> str | None:
        return self.manifest["currency"]

    @property
    def made_at(self) -> datetime:
        return datetime.fromisoformat(self.run["made_at"])

    @property
    def read_at(self) -> datetime:
        """Before the facts were read: what was written from here on may not be in the results."""
        return self.made_at - timedelta(seconds=math.ceil(self.run["seconds"]) + 1)

    @property
    def batches(self) -> frozenset[int]:
        """The batches that were read."""
        return frozenset(int(batch) for batch in self.manifest["published"])

    @property
    def desk_heads(self) -> dict[str, dict[int, int]]:
        """How far those were read that the desk goes on writing into, by fact and batch."""
        told = self.run.get("desk_heads", {})
        return {fact: {int(b): last for b, last in heads.items()} for fact, heads in told.items()}

    @property
    def card(self) -> Path:
        return self.folder / "card.parquet"

    @property
    def candidates(self) -> Path:
        return self.folder / "candidates.parquet"

    @property
    def identities(self) -> Path:
        return self.folder / "identities.parquet"

    @property
    def redirects(self) -> Path:
        return self.folder / "redirects.parquet"

    @property
    def consents(self) -> Path:
        return self.folder / "consents.parquet"

    @property
    def owners(self) -> Path:
        return self.folder / "owners.parquet"

    @property
    def arrivals(self) -> Path:
        return self.folder / "arrivals.parquet"

    @property
    def unknown_reviews(self) -> Path:
        return self.folder / "unknown_reviews.parquet"

    @property
    def referrals(self) -> Path:
        return self.folder / "referrals.parquet"

    @property
    def sent_shares(self) -> Path:
        return self.folder / "sent_shares.parquet"

    @property
    def questions(self) -> Path:
        return self.folder / "questions.parquet"

    @property
    def problems(self) -> Path:
        return self.folder / "problems.parquet"

    @property
    def exposures(self) -> Path:
        return self.folder / "exposures.parquet"

    @property
    def findings(self) -> Path:
        return self.folder / "problems.json"


def begin_snapshot(book: Path, *, as_of: date) -> Path:
    """A new empty folder that nobody reads yet; what a killed refresh left is cleared."""
    place = book / FOLDER
    place.mkdir(exist_ok=True)
    for mark in (".making-*", f"{PRUNED}*"):
        for left in place.glob(mark):
            shutil.rmtree(left)
    taken = [int(path.name.rsplit("-", 1)[1]) for path in place.glob(f"{as_of.isoformat()}-[0-9]*")]
    folder = place / f".making-{as_of.isoformat()}-{max(taken, default=0) + 1:04d}"
    folder.mkdir()
    return folder


def publish_snapshot(
    making: Path, *, manifest: dict[str, Any], run: dict[str, Any], current: bool
) -> Snapshot:
    """Finish the folder, give it its name, and make it the current one unless it is of the past.

    The same facts give the same manifest: what differs from run to run is in `run`.
    """
    name = making.name.removeprefix(".making-")
    _write(making / "manifest.json", {"format": FORMAT, **manifest})
    _write(making / "run.json", {"snapshot": name, **run})
    folder = making.rename(making.parent / name)
    if not current:
        return _read(folder)
    unfinished = folder.parent / (CURRENT + ".part")
    _write(unfinished, {"snapshot": name})
    unfinished.rename(folder.parent / CURRENT)
    _prune(folder.parent, keep=name)
    return _read(folder)


def current_snapshot(book: Path) -> Snapshot:
    """The newest complete snapshot. Raises: NoSnapshot, SnapshotUnreadable."""
    pointer = book / FOLDER / CURRENT
    if not pointer.is_file():
        raise NoSnapshot(
            "This book has no results yet. Import a file (`regulars import FILE`), "
            "then run `regulars refresh`."
        )
    return _read(book / FOLDER / json.loads(pointer.read_text(encoding="utf-8"))["snapshot"])


def named_snapshot(book: Path, name: str) -> Snapshot:
    """A snapshot by its name. Raises: NoSnapshot, SnapshotUnreadable."""
    made = sorted(path.name for path in (book / FOLDER).glob("[0-9]*"))
    if name not in made:
        kept = ", ".join(made[-5:]) or "none"
        raise NoSnapshot(f"There is no snapshot {name}. The newest kept are: {kept}.")
    return _read(book / FOLDER / name)


def unreadable(folder: Path, what: str) -> SnapshotUnreadable:
    """The error for a snapshot of which something is missing or damaged."""
    return SnapshotUnreadable(
        f"The snapshot {folder.name} cannot be read ({what}). Nothing of the facts is lost: "
        "run `regulars refresh` to make a new one."
    )


def _read(folder: Path) -> Snapshot:
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise unreadable(folder, str(error)) from error
    if manifest["format"] not in READ:
        raise SnapshotUnreadable(
            f"The snapshot {folder.name} has format {manifest['format']}; this Regulars reads up "
            f"to {FORMAT}. Run `regulars refresh` to make a new one."
        )
    return Snapshot(folder.name, folder, manifest, run)


def _write(path: Path, content: dict[str, Any]) -> None:
    with path.open("w", encoding="utf-8") as file:
        json.dump(content, file, indent=1, sort_keys=True, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())


def _prune(place: Path, *, keep: str) -> None:
    made = {
        path.name: _made_at(path)
        for path in place.iterdir()
        if path.is_dir() and not path.name.startswith(".")
    }
    for name in snapshots_to_prune(made, current=keep):
        # By its name a snapshot is whole: it loses its name before its files.
        shutil.rmtree((place / name).rename(place / (PRUNED + name)))


def _made_at(folder: Path) -> datetime:
    """As its run tells, else when the folder was last touched."""
    try:
        told = json.loads((folder / "run.json").read_text(encoding="utf-8"))["made_at"]
        return datetime.fromisoformat(told)
    except (OSError, ValueError, KeyError):
        return datetime.fromtimestamp(folder.stat().st_mtime, UTC)
