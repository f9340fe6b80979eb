"""From an archive to a folder that can be opened; nothing of it is trusted before it is checked."""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from pathlib import Path
from typing import IO, Any

from regulars.book.backup import FILES, FOLDERS, FORMAT, LEDGER, MANIFEST, PIECE_BYTES
from regulars.errors import RegularsError

LARGEST_MANIFEST_BYTES = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


class BackupDamaged(RegularsError):
    """The archive is not what a backup wrote."""

    exit_code = 3


class BackupTooNew(RegularsError):
    """The archive was written by a newer Regulars."""

    exit_code = 3


def unpack(*, archive: Path, into: Path) -> dict[str, Any]:
    """Check the archive while unpacking it into the empty folder `into`; its manifest.

    Raises: BackupDamaged for anything missing, added, changed or cut off; BackupTooNew.
    """
    if not archive.is_file():
        raise BackupDamaged(f"There is no file {archive}. Check the name and try again.")
    try:
        # One pass, as it comes: an entry can only be read where the stream is.
        with tarfile.open(archive, mode="r|") as stream:
            manifest = _manifest(archive, stream)
            missing = dict(manifest["members"])
            while (entry := stream.next()) is not None:
                if not entry.isreg() or entry.name not in missing:
                    raise _damaged(archive, f"it holds {entry.name!r}, which it should not")
                _unpack_one(archive, stream, entry, missing.pop(entry.name), into)
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError) as error:
        raise _damaged(archive, str(error) or "it is cut off") from error
    if missing:
        raise _damaged(archive, f"it lacks {', '.join(sorted(missing))}")
    return manifest


def _manifest(archive: Path, stream: tarfile.TarFile) -> dict[str, Any]:
    entry = stream.next()
    if entry is None or entry.name != MANIFEST or entry.size > LARGEST_MANIFEST_BYTES:
        raise _damaged(archive, "it does not begin with a manifest")
    manifest = json.loads(_content(archive, stream, entry).read())
    if not isinstance(manifest.get("format"), int) or not isinstance(manifest["members"], dict):
        raise _damaged(archive, "its manifest is not one")
    if manifest["format"] > FORMAT:
        raise BackupTooNew(
            f"{archive} has format {manifest['format']}, written by Regulars "
            f"{manifest.get('regulars')}; this one reads up to {FORMAT}. Nothing was changed. "
            "Restore it with that Regulars, or a newer one."
        )
    for name in manifest["members"]:
        if not _may_be(name):
            raise _damaged(archive, f"its manifest names {name!r}, which no book has")
    if {LEDGER, "book.toml"} - set(manifest["members"]):
        raise _damaged(archive, "its manifest names no ledger or no book.toml")
    return manifest


def _may_be(name: str) -> bool:
    """Only names that a backup writes: no absolute ones, none that lead out of the folder."""
    parts = name.split("/")
    known = name in (LEDGER, *FILES) or (len(parts) > 1 and parts[0] in FOLDERS)
    return known and all(_NAME.fullmatch(part) for part in parts)


def _unpack_one(
    archive: Path, stream: tarfile.TarFile, entry: tarfile.TarInfo, told: Any, into: Path
) -> None:
    if entry.size != told["bytes"]:
        raise _damaged(archive, f"{entry.name} has another size than its manifest tells")
    path = into / entry.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    digest, content = hashlib.sha256(), _content(archive, stream, entry)
    with path.open("wb") as file:
        while piece := content.read(PIECE_BYTES):
            digest.update(piece)
            file.write(piece)
    if digest.hexdigest() != told["sha256"]:
        raise _damaged(archive, f"{entry.name} was changed")


def _content(archive: Path, stream: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    content = stream.extractfile(entry)
    if content is None:
        raise _damaged(archive, f"{entry.name} is no file")
    return content


def _damaged(archive: Path, why: str) -> BackupDamaged:
    return BackupDamaged(
        f"{archive} is not a whole backup: {why}. Nothing was changed. Take another copy of it, or "
        "an earlier backup."
    )
