"""A folder in which files settle: each is imported once and then lies in `done` or `refused`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from regulars.errors import RegularsError

DONE, REFUSED = "done", "refused"
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".filepart", ".swp")
"""Endings that programs give to files that are still being written."""

State = dict[Path, tuple[tuple[Path, int, int], ...]]
"""Size and time of change of each file, or of those in a folder; two equal ones are settled."""


class NotAFolder(RegularsError):
    """There is nothing to watch."""

    exit_code = 4


@dataclass(frozen=True)
class Came:
    """What became of one file, or of one folder of files, which are one batch.

    Null: `why` None where it was imported whole.
    """

    name: str
    taken: bool
    to: Path
    why: str | None


def look(folder: Path) -> State:
    """What lies in the folder now. Raises: NotAFolder."""
    if not folder.is_dir():
        raise NotAFolder(f"There is no folder {folder}. Make it, or check the name.")
    found: State = {}
    for path in sorted(folder.iterdir()):
        if path.name not in (DONE, REFUSED) and not _passed_over(path):
            files = tuple(sorted(_files(path)))
            if files:
                found[path] = files
    return found


def settled(before: State, now: State) -> list[Path]:
    """Those that have not changed between two looks."""
    return [path for path, state in now.items() if before.get(path) == state]


def take(
    paths: list[Path], *, folder: Path, import_: Callable[[list[Path]], str | None]
) -> Iterator[Came]:
    """Import each by itself and move it; a folder's files are one batch.

    `import_` returns what a person should know of rows not taken, or None. A refusal goes beside
    the file as text. A kill before the move imports the file again, which changes nothing.
    """
    for path in paths:
        files = sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
        try:
            why = import_([one for one in files if not _passed_over(one)])
            taken = True
        except RegularsError as error:
            if error.exit_code == BUSY:
                return  # the file stays where it is, for the next look
            why, taken = str(error), False
        place = _moved(path, folder / (DONE if taken else REFUSED))
        if why is not None:
            place.with_name(place.name + ".txt").write_text(why + "\n", encoding="utf-8")
        yield Came(path.name, taken, place, why)


BUSY = 6
"""The exit code of a book in which somebody else imports."""


def _files(path: Path) -> Iterator[tuple[Path, int, int]]:
    for one in path.iterdir() if path.is_dir() else [path]:
        if one.is_file() and not _passed_over(one):
            try:
                told = one.stat()
            except FileNotFoundError:
                continue  # it was taken away while we looked
            yield one, told.st_size, told.st_mtime_ns


def _passed_over(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.name.lower().endswith(UNFINISHED)


def _moved(path: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    place, number = folder / path.name, 1
    while place.exists():
        number += 1
        place = folder / f"{path.stem}-{number}{path.suffix}"
    return path.rename(place)
