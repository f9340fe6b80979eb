"""Files that came over the desk and wait to be imported, in the book's folder.

Each upload is a folder `uploads/ID` that only the owner of the process can read:

    upload.json     whose it is, its files, what was said of how to read them
    files/          the files as they came, under harmless names
    corrections/    rows that were not taken before, corrected
    looked.json     what was seen of the files
    preview.json    what an import would do, and beside it the rows that it would not take

An upload goes when it was imported, when nobody went on with it for a day, and when anybody is
erased: who is in the files is not known before they are read.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from regulars.errors import RegularsError
from regulars.intake.upload_names import harmless_name

FOLDER = "uploads"
RECEIVING = ".receiving-"
MAKING = ".making-"
KEPT_FOR = timedelta(days=1)
RECEIVED_WITHIN = timedelta(hours=6)
"""A slow line and a large file; what is older was left by a process that was killed."""
LARGEST_BYTES = 1 << 30
"""All files of one upload: what a browser sends in reasonable time. Larger ones are imported where
Regulars runs."""
MOST_FILES = 50
ID = re.compile(r"[0-9a-f]{32}")


class UploadGone(RegularsError):
    """There is no such upload, or no longer."""

    exit_code = 4


@dataclass(frozen=True)
class Upload:
    """One upload. `said` is what the person chose, by name of the form.

    Shape: `files` and `corrections` are names within the folders of these names.
    Null:  `emptied_at` None while the files are there; else they were taken away, e.g. because
           somebody was erased.
    """

    id: str
    folder: Path
    by: str
    at: datetime
    touched_at: datetime
    files: tuple[str, ...]
    corrections: tuple[str, ...] = ()
    said: dict[str, Any] = field(default_factory=dict)
    emptied_at: datetime | None = None

    @property
    def paths(self) -> list[Path]:
        return [self.folder / "files" / name for name in self.files]

    @property
    def correction_paths(self) -> list[Path]:
        return [self.folder / "corrections" / name for name in self.corrections]


def receiving_folder(folder: Path) -> Path:
    """Where files are written while they come; nobody else may look into it."""
    place = folder / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def new_upload(folder: Path, *, files: Sequence[tuple[str, Path]], by: str, at: datetime) -> Upload:
    """Keep received files, each with the name that its owner gave it, as one upload."""
    number = secrets.token_hex(16)
    making = receiving_folder(folder) / f"{MAKING}{number}"
    making.mkdir(mode=0o700)
    names = _moved(files, making / "files", taken=())
    upload = Upload(number, making, by, at, at, names)
    _write(upload)
    place = making.rename(making.parent / number)
    return replace(upload, folder=place)


def the_upload(folder: Path, number: str) -> Upload:
    """Raises: UploadGone."""
    place = folder / FOLDER / number
    try:
        if ID.fullmatch(number) is None:
            raise FileNotFoundError(number)
        told = json.loads((place / "upload.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _gone() from None
    emptied = told["emptied_at"]
    return Upload(
        id=number,
        folder=place,
        by=told["by"],
        at=datetime.fromisoformat(told["at"]),
        touched_at=datetime.fromisoformat(told["touched_at"]),
        files=tuple(told["files"]),
        corrections=tuple(told["corrections"]),
        said=told["said"],
        emptied_at=emptied and datetime.fromisoformat(emptied),
    )


def uploads(folder: Path) -> list[Upload]:
    """All that wait, newest first."""
    found = []
    for place in (folder / FOLDER).glob("*/upload.json"):
        try:
            found.append(the_upload(folder, place.parent.name))
        except UploadGone:
            continue  # one being made, or gone in this moment
    return sorted(found, key=lambda one: one.at, reverse=True)


def keep_said(upload: Upload, said: dict[str, Any], *, at: datetime) -> Upload:
    """Keep what was chosen for an upload."""
    changed = replace(upload, said=said, touched_at=at)
    _write(changed)
    return changed


def add_corrections(upload: Upload, files: Sequence[tuple[str, Path]], *, at: datetime) -> Upload:
    """Keep files of corrected rows beside the files that they correct."""
    more = _moved(files, upload.folder / "corrections", taken=upload.corrections)
    changed = replace(upload, corrections=(*upload.corrections, *more), touched_at=at)
    _write(changed)
    return changed


def keep_result(upload: Upload, name: str, result: Any) -> None:
    """Write what was found of an upload, whole or not at all."""
    _write_json(upload.folder / f"{name}.json", result)


def result_of(upload: Upload, name: str) -> Any:
    """What was kept by this name. Null: nothing was."""
    try:
        return json.loads((upload.folder / f"{name}.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def let_go(upload: Upload) -> None:
    """Remove an upload and all that was found of it."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def empty_uploads(folder: Path, *, at: datetime) -> int:
    """Take the files out of every upload, and all that was found of them; how many had any.

    What was said of them stays, so that whoever was at it chooses the files again and goes on.
    """
    emptied = 0
    for place in (folder / FOLDER).glob(f"{RECEIVING}*"):
        place.unlink(missing_ok=True)
    for place in (folder / FOLDER).glob(f"{MAKING}*"):
        shutil.rmtree(place, ignore_errors=True)
    for upload in uploads(folder):
        emptied += 1
        for path in upload.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != "upload.json":
                path.unlink()
        _write(replace(upload, files=(), corrections=(), said={}, emptied_at=at))
    return emptied


def sweep_uploads(folder: Path, *, at: datetime) -> int:
    """Remove uploads that nobody went on with, and what cut off ones left; how many uploads."""
    swept = 0
    for upload in uploads(folder):
        if at - upload.touched_at > KEPT_FOR:
            let_go(upload)
            swept += 1
    for place in (folder / FOLDER).glob(".*"):
        try:
            age = at.timestamp() - place.stat().st_mtime
        except FileNotFoundError:
            continue
        if age > RECEIVED_WITHIN.total_seconds():
            shutil.rmtree(place, ignore_errors=True)
            place.unlink(missing_ok=True)
    return swept


def _gone() -> UploadGone:
    return UploadGone(
        "These files are no longer here: they are kept until they are imported, and for a day at "
        "most. Choose them again."
    )


def _moved(
    files: Sequence[tuple[str, Path]], into: Path, *, taken: Sequence[str]
) -> tuple[str, ...]:
    into.mkdir(mode=0o700, exist_ok=True)
    names: list[str] = []
    for said, path in files:
        name, number = harmless_name(said), 1
        stem, dot, ending = name.rpartition(".")
        while name in names or name in taken:
            number += 1
            name = f"{stem}-{number}{dot}{ending}" if dot else f"{ending}-{number}"
        try:
            path.chmod(0o600)
            path.rename(into / name)
        except FileNotFoundError:
            raise _gone() from None
        names.append(name)
    return tuple(names)


def _write(upload: Upload) -> None:
    _write_json(
        upload.folder / "upload.json",
        {
            "by": upload.by,
            "at": upload.at.isoformat(),
            "touched_at": upload.touched_at.isoformat(),
            "files": upload.files,
            "corrections": upload.corrections,
            "said": upload.said,
            "emptied_at": upload.emptied_at.isoformat() if upload.emptied_at else None,
        },
    )


def _write_json(path: Path, content: Any) -> None:
    unfinished = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, default=str)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
