"""A text file as plain UTF-8 with one kind of line end, read once, within limits."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from regulars.intake.limits import FileUnreadable

PIECE_BYTES = 1 << 20
LONGEST_LINE = 4 << 20
"""Characters. A note may be long; a line of four million is a broken export, and would have to be
held in memory as a whole."""
PACKED_AT_MOST = 200
"""Times. Exports pack to a tenth, ids and all to a fiftieth; only what is made to fill a disk
packs to a two-hundredth."""
PACKED_COUNTS_FROM = 256 << 20
"""Unpacked bytes from which the ratio is looked at: less does no harm."""
LOOKED_AT = 4096
"""Bytes by which UTF-16 without its mark is told."""

Told = Callable[[str, int, int], None]
"""Step, units done, units in all."""


@dataclass(frozen=True)
class Text:
    """What was found while copying. Units: `lines` as an editor counts them."""

    sha256: str
    lines: int


def copy_text(*, path: Path, staged: Path, told: Told) -> Text:
    """Unpack and decode into `staged`: gzip or plain; UTF-8, UTF-16, or Windows-1252.

    Raises: FileUnreadable for a file that is broken, not text, or beyond the limits.
    """
    try:
        return _copied(path, staged, told)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise FileUnreadable(
            f"{path.name} is a damaged gzip file ({error}); nothing was taken from it. "
            "Get a fresh copy of it and import that.",
            why="damaged",
            file=path.name,
        ) from error
    except UnicodeError as error:
        raise FileUnreadable(
            f"{path.name} is not text in UTF-8, UTF-16 or Windows-1252 ({error}). "
            "Save it as “CSV UTF-8” and import that.",
            why="not_text",
            file=path.name,
        ) from error


def _copied(path: Path, staged: Path, told: Told) -> Text:
    with path.open("rb") as packed, _opened(packed) as file:
        first = file.read(LOOKED_AT)
    if (wide := _utf16(first)) is not None:
        return _transcoded(path, staged, wide, told)
    try:
        return _transcoded(path, staged, "utf-8-sig", told)
    except UnicodeDecodeError:
        return _transcoded(path, staged, "cp1252", told)


def _utf16(first: bytes) -> str | None:
    """By its mark; without one, digits, commas and line ends tell: every second byte is zero."""
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = (first[0::2].count(0), first[1::2].count(0))
    if len(first) % 2 == 0 and max(zeros) > len(first) / 10 and min(zeros) == 0:
        return "utf-16-be" if zeros[0] else "utf-16-le"
    return None


def _pieces(path: Path, told: Told) -> Iterator[bytes]:
    size, unpacked = path.stat().st_size, 0
    with path.open("rb") as packed, _opened(packed) as file:
        while piece := file.read(PIECE_BYTES):
            unpacked += len(piece)
            if unpacked > max(PACKED_COUNTS_FROM, PACKED_AT_MOST * size):
                raise FileUnreadable(
                    f"{path.name} unpacks to more than {PACKED_AT_MOST} times its size, as no "
                    "export does. Nothing was imported. If it is right, unpack it and import that.",
                    why="packed_too_much",
                    file=path.name,
                )
            told("reading", packed.tell(), size)
            yield piece


def _opened(file: IO[bytes]) -> IO[bytes]:
    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return gzip.GzipFile(fileobj=file) if packed else file  # type: ignore[return-value]


class _Lines:
    """Counts lines, and the characters since the last line end."""

    def __init__(self, name: str) -> None:
        self.name, self.ended, self.open = name, 0, 0

    def add(self, text: str) -> None:
        if "\x00" in text:
            line = self.ended + text.count("\n", 0, text.index("\x00")) + 1
            raise UnicodeError(f"it holds NUL bytes, the first in line {line}")
        head = text.find("\n")
        longest = self.open + (len(text) if head < 0 else head)
        if longest > LONGEST_LINE:
            raise FileUnreadable(
                f"Line {self.ended + 1} of {self.name} is longer than {LONGEST_LINE:,} characters. "
                "Nothing was imported. Check how the file was written: line ends are missing.",
                why="line_too_long",
                file=self.name,
            )
        self.ended += text.count("\n")
        self.open = longest if head < 0 else len(text) - text.rfind("\n") - 1

    @property
    def all(self) -> int:
        return self.ended + (1 if self.open else 0)


def _transcoded(path: Path, staged: Path, encoding: str, told: Told) -> Text:
    # Mixed line ends stop the engine, so all become one kind.
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)
    digest, lines = hashlib.sha256(), _Lines(path.name)
    with staged.open("w", encoding="utf-8", newline="") as out:
        for piece in _pieces(path, told):
            digest.update(piece)
            text = decoder.decode(piece)
            lines.add(text)
            out.write(text)
        text = decoder.decode(b"", final=True)
        lines.add(text)
        out.write(text)
    return Text(digest.hexdigest(), lines.all)
