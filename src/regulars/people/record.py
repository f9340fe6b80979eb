"""The record of who saw and changed what: one line of JSON an entry, one file a month.

Beside the ledger, because it is written for looking too: a page must neither wait for an import
that holds the ledger nor fail with it. See decisions/014.
"""

from __future__ import annotations

import json
import logging
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

FOLDER = "record"
CUSTOMER_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ERASED = "erased".ljust(36, "-")
"""Takes the place of the id of somebody erased, which is as long."""


@dataclass(frozen=True)
class Entry:
    """Who saw or changed what, and what came of it; no names and no text of people.

    Shape: `customers` are ids, or ERASED; none where it was about none, or about a list.
    """

    at: datetime
    who: str
    """Log-in name at the desk; at the command line the account of the machine."""
    way: str
    """`desk`, `api` or `cli`."""
    what: str
    """The name of an address, or the command."""
    act: str
    """`saw` or `changed`."""
    customers: tuple[str, ...]
    outcome: str
    """`done`, `refused` or `failed`."""


def append(folder: Path, entry: Entry) -> None:
    """Write an entry. A record that cannot be written is told in the log, and fails nothing."""
    at = entry.at.astimezone(UTC)
    told = {
        **asdict(entry),
        "at": f"{at:%Y-%m-%dT%H:%M:%S}Z",
        "customers": [
            one for one in entry.customers if CUSTOMER_ID.fullmatch(one) or one == ERASED
        ],
    }
    line = json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        _append(folder / FOLDER / f"{at:%Y-%m}.jsonl", line.encode())
    except OSError as error:
        log.error("The record of who saw what could not be written: %s", error.strerror)


def entry_of(line: bytes) -> Entry | None:
    """The entry of a line; None of one that a kill cut off."""
    try:
        told: dict[str, Any] = json.loads(line)
        told["at"] = datetime.fromisoformat(told["at"])
        told["customers"] = tuple(told["customers"])
        return Entry(**told)
    except (ValueError, KeyError, TypeError):
        return None


def months(folder: Path) -> list[Path]:
    """The files of the record, newest first."""
    return sorted((folder / FOLDER).glob("????-??.jsonl"), reverse=True)


def about(folder: Path, ids: Iterable[str]) -> list[Entry]:
    """Every entry that names one of these customers, oldest first."""
    wanted = frozenset(ids)
    found = []
    for path in reversed(months(folder)):
        with path.open("rb") as file:
            entries = (
                entry_of(line) for line in file if any(one.encode() in line for one in wanted)
            )
            found += [one for one in entries if one and wanted.intersection(one.customers)]
    return found


def forget(folder: Path, ids: Iterable[str]) -> None:
    """Write ERASED over these customers' ids, where they stand; who saw somebody stays told.

    In place, so that nobody who writes meanwhile loses an entry, and nothing is left on the disk.
    """
    gone = frozenset(one.encode() for one in ids)
    pattern = re.compile(CUSTOMER_ID.pattern.encode())
    for path in months(folder):
        with path.open("r+b") as file:
            found = [m.start() for m in pattern.finditer(file.read()) if m.group() in gone]
            for place in found:
                os.pwrite(file.fileno(), ERASED.encode(), place)
            if found:
                os.fsync(file.fileno())


def join(into: Path, other: Path) -> None:
    """Add another copy's entries to a record, e.g. those since the backup that is restored."""
    for path in months(other):
        mine = into / FOLDER / path.name
        lines = set(path.read_bytes().splitlines())
        if mine.exists():
            lines |= set(mine.read_bytes().splitlines())
        whole = sorted(line for line in lines if entry_of(line) is not None)
        _make_folder(mine.parent)
        unfinished = mine.with_suffix(".part")
        unfinished.touch(mode=0o600)
        unfinished.write_bytes(b"".join(line + b"\n" for line in whole))
        unfinished.replace(mine)


def _append(path: Path, line: bytes) -> None:
    _make_folder(path.parent)
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        size = os.fstat(handle).st_size
        # A kill or a full disk may have cut the last line off: the new one does not join it.
        if size and os.pread(handle, 1, size - 1) != b"\n":
            line = b"\n" + line
        os.write(handle, line)
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
