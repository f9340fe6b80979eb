"""The words of the command line: what each may be, and which book they speak of."""

from __future__ import annotations

import argparse
import os
from datetime import date, datetime
from typing import TYPE_CHECKING

import regulars
from regulars.errors import RegularsError

if TYPE_CHECKING:
    from regulars.workspace import Book


class WrongWords(RegularsError):
    """The command's words do not go together."""

    exit_code = 2


def open_book(options: argparse.Namespace) -> Book:
    """The book of `--book`, else of REGULARS_BOOK, else of this folder; `options` remember it."""
    folder = options.book or os.environ.get("REGULARS_BOOK") or "."
    options.opened = regulars.open(folder)
    opened: Book = options.opened
    return opened


def way(text: str) -> str:
    """`day-first`, `month-first`, or a column and one of them, on the command line."""
    if text.rpartition("=")[2] not in ("day-first", "month-first"):
        raise argparse.ArgumentTypeError(f"“{text}” is no way; write day-first or month-first")
    return text


def pair(text: str) -> tuple[str, str]:
    """`customer_id=Client No` on the command line."""
    own, mark, theirs = text.partition("=")
    if not (mark and own.strip() and theirs.strip()):
        raise argparse.ArgumentTypeError(f'“{text}” maps nothing; write customer_id="Client No"')
    return own.strip(), theirs.strip()


def day(text: str) -> date:
    """A day on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write e.g. 2026-11-22") from None


def instant(text: str) -> datetime:
    """An instant on the command line."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” is no instant; write e.g. 2026-11-22T07:00 or 2026-11-22T01:00Z"
        ) from None
