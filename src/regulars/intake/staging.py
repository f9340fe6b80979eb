"""A user's file as plain UTF-8 text in the book's own staging folder."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from regulars.errors import RegularsError

PIECE_BYTES = 1 << 20
SAMPLE_LINES = 50


class FileUnreadable(RegularsError):
    """The file cannot be read at all."""

    exit_code = 3


@dataclass(frozen=True)
class StagedFile:
    """`path` holds the text, with line ends as `\n`; `name` and `size_bytes` are the user's file's.

    `sha256` is that of the file's content, unpacked.
    """

    name: str
    path: Path
    size_bytes: int
    sha256: str
    lines: int
    sample: tuple[str, ...]


def stage_file(*, path: Path, folder: Path, number: int) -> StagedFile:
    """Unpack and decode a file: gzip or plain; UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises: FileUnreadable for a file that is missing, empty, broken, or not text.
    """
    if not path.is_file():
        raise FileUnreadable(f"There is no file {path}. Check the name and try again.")
    staged = folder / f"{number:03d}.txt"
    digest = hashlib.sha256()
    try:
        encoding = _encoding(path)
        lines = _transcode(path, staged, encoding, digest)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise FileUnreadable(
            f"{path.name} is a damaged gzip file ({error}); nothing was taken from it. "
            "Get a fresh copy of it and import that."
        ) from error
    except UnicodeError as error:
        raise FileUnreadable(
            f"{path.name} is not text in UTF-8, UTF-16 or Windows-1252 ({error}). "
            "Save it as “CSV UTF-8” and import that."
        ) from error
    if lines == 0:
        raise FileUnreadable(f"{path.name} is empty. Check that the export has finished.")
    with staged.open(encoding="utf-8", newline="") as text:
        sample = tuple(line.rstrip("\r\n") for line in islice(text, SAMPLE_LINES))
    return StagedFile(path.name, staged, path.stat().st_size, digest.hexdigest(), lines, sample)


def _open(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]


def _pieces(path: Path) -> Iterator[bytes]:
    with _open(path) as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def _encoding(path: Path) -> str:
    pieces = _pieces(path)
    first = next(pieces, b"")
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(first)
        for piece in pieces:
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _transcode(path: Path, staged: Path, encoding: str, digest: hashlib._Hash) -> int:
    # Mixed line ends stop the engine, so all become one kind.
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)
    lines, last = 0, ""
    with staged.open("w", encoding="utf-8", newline="") as out:
        for piece in _pieces(path):
            digest.update(piece)
            text = decoder.decode(piece)
            if "\x00" in text:
                raise UnicodeError("it holds NUL bytes")
            lines += text.count("\n")
            last = text[-1:] or last
            out.write(text)
        text = decoder.decode(b"", final=True)
        lines += text.count("\n")
        last = text[-1:] or last
        out.write(text)
    return lines + (1 if last not in ("", "\n") else 0)
