"""One file from which a book can be made again: consistent, checked, whole or not at all.

Mirror and snapshots are not in it: a refresh makes them from the ledger.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from regulars.book.kept_backtest import FOLDER as BACKTESTS
from regulars.errors import RegularsError
from regulars.ledger.lock import only_one

FORMAT = 2
MANIFEST = "manifest.json"
LEDGER = "ledger.sqlite3"
FILES = ("book.toml", "secret.key", "suppressed.json", "problem_words.toml")
FOLDERS = ("recipes", "record", BACKTESTS)
"""What people or Regulars keep in a book's folder that nothing else could make again: what was
chosen by a backtest of the past too, or the same facts would give other results."""
LAST_BACKUP = "last_backup.json"
UNFINISHED = ".part"
PIECE_BYTES = 1 << 20


class BackupRefused(RegularsError):
    """A backup may not be written there."""

    exit_code = 3


@dataclass(frozen=True)
class BackedUp:
    """Units: bytes of the archive; `counts` has the rows of each table."""

    path: Path
    size_bytes: int
    counts: dict[str, int]


def back_up(
    *, folder: Path, path: Path, copy_ledger: Callable[[Path], dict[str, Any]], at: datetime
) -> BackedUp:
    """Write the archive; people go on writing meanwhile, and it holds what was there at one moment.

    Shape: `copy_ledger` writes the ledger's copy to a path and tells `counts` and `schema`.
    Raises: BackupRefused, BookBusy.
    """
    return write_backup(
        folder=folder, target=_checked_place(folder, path), copy_ledger=copy_ledger, at=at
    )


def write_backup(
    *, folder: Path, target: Path, copy_ledger: Callable[[Path], dict[str, Any]], at: datetime
) -> BackedUp:
    """The same at a place that needs no checking. Raises: BookBusy."""
    unfinished = target.with_name(f".{target.name}.part")
    making = target.with_name(f".{target.name}.making")
    with only_one(folder=folder, work="backup"):
        # Of a backup to the same place that was killed.
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        try:
            told = copy_ledger(making / LEDGER)
            members = {LEDGER: making / LEDGER, **_kept_files(folder, making)}
            manifest = {
                "format": FORMAT,
                "regulars": version("regulars"),
                "made_at": at.isoformat(),
                **told,
                "members": {name: described(one) for name, one in sorted(members.items())},
            }
            _write_archive(unfinished, members, manifest)
            unfinished.replace(target)
            _sync_folder(target.parent)
        finally:
            shutil.rmtree(making, ignore_errors=True)
            unfinished.unlink(missing_ok=True)
        _remember(folder, target, at)
    return BackedUp(target, target.stat().st_size, told["counts"])


def copy_sqlite(source: Path, to: Path) -> dict[str, int]:
    """A compact copy of what one moment held, without free pages; the rows of each table.

    In Python's own SQLite, like Django's connections: see decisions/001.
    """
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=30)) as ledger:
        ledger.execute("VACUUM INTO ?", (str(to),))
    with closing(sqlite3.connect(to)) as copy:
        tables = [
            name
            for (name,) in copy.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                " ORDER BY name"
            )
        ]
        return {
            name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables
        }


def described(path: Path) -> dict[str, Any]:
    """Bytes and SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            digest.update(piece)
    return {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def last_backup(folder: Path) -> datetime | None:
    """When this book was last backed up, as far as it knows."""
    try:
        told = json.loads((folder / LAST_BACKUP).read_text(encoding="utf-8"))
        return datetime.fromisoformat(told["at"])
    except (OSError, ValueError, KeyError):
        return None


def _checked_place(folder: Path, path: Path) -> Path:
    target = path.resolve()
    if target.is_relative_to(folder):
        raise BackupRefused(
            f"{path} is in the book's own folder and would be lost with it. Nothing was written. "
            "Choose another folder, best on another disk."
        )
    if target.is_dir() or not target.parent.is_dir():
        raise BackupRefused(
            f"{path} is no file in a folder that there is. Write e.g. backups/2026-11-22.tar."
        )
    if target.exists():
        raise BackupRefused(
            f"There is a file {path} already. Nothing was written, so an older backup is not lost. "
            "Choose another name, e.g. with the day in it."
        )
    return target


def _kept_files(folder: Path, making: Path) -> dict[str, Path]:
    """Copied first: people go on looking and changing, and the record of that grows."""
    kept = [folder / name for name in FILES if (folder / name).is_file()]
    for name in FOLDERS:
        found = sorted((folder / name).rglob("*"))
        kept += [
            path
            for path in found
            if path.is_file() and not path.is_symlink() and path.suffix != UNFINISHED
        ]
    copies = {}
    for path in kept:
        name = path.relative_to(folder).as_posix()
        copy = making / name
        copy.parent.mkdir(mode=0o700, exist_ok=True, parents=True)
        try:
            shutil.copyfile(path, copy)
        except FileNotFoundError:  # gone meanwhile: a recipe let go, the oldest backtest
            continue
        copies[name] = copy
    return copies


def _write_archive(path: Path, members: dict[str, Path], manifest: dict[str, Any]) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    text = json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode()
    with path.open("wb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
            archive.addfile(_entry(MANIFEST, len(text)), io.BytesIO(text))
            for name, one in sorted(members.items()):
                with one.open("rb") as content:
                    archive.addfile(_entry(name, manifest["members"][name]["bytes"]), content)
        file.flush()
        os.fsync(file.fileno())


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remember(folder: Path, target: Path, at: datetime) -> None:
    unfinished = folder / (LAST_BACKUP + ".part")
    unfinished.write_text(json.dumps({"at": at.isoformat(), "file": str(target)}), encoding="utf-8")
    unfinished.replace(folder / LAST_BACKUP)
