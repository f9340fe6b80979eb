"""The record read a page at a time, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from regulars.people.record import Entry, entry_of, months


@dataclass(frozen=True)
class Wanted:
    """Null: None filters nothing. `since_at` is the first instant, `until_at` the first after."""

    who: str | None = None
    customer: str | None = None
    since_at: datetime | None = None
    until_at: datetime | None = None

    def covers(self, entry: Entry) -> bool:
        """Whether the entry is one of those wanted."""
        return (
            (self.who is None or entry.who == self.who)
            and (self.customer is None or self.customer in entry.customers)
            and (self.since_at is None or entry.at >= self.since_at)
            and (self.until_at is None or entry.at < self.until_at)
        )


@dataclass(frozen=True)
class RecordPage:
    """Null: `older` None on the last page; else where the next one goes on."""

    entries: tuple[Entry, ...]
    older: str | None


def record_page(folder: Path, wanted: Wanted, *, after: str | None, at_most: int) -> RecordPage:
    """The newest entries that are wanted, or those older than `after`, which a page before told."""
    entries: list[Entry] = []
    last: str | None = None
    for place, entry in _newest_first(folder, wanted, after):
        if len(entries) == at_most:
            return RecordPage(tuple(entries), last)
        entries.append(entry)
        last = place
    return RecordPage(tuple(entries), None)


def _newest_first(folder: Path, wanted: Wanted, after: str | None) -> Iterator[tuple[str, Entry]]:
    month, _, offset = (after or "").partition("/")
    for path in months(folder):
        if (month and path.stem > month) or not _may_have(path.stem, wanted):
            continue
        content = path.read_bytes()
        if path.stem == month and offset.isdigit():
            content = content[: int(offset)]
        yield from _lines(path.stem, content, wanted)


def _may_have(month: str, wanted: Wanted) -> bool:
    """Whether a month, which is one of UTC, has any instant that is wanted."""
    first = f"{wanted.since_at:%Y-%m}" if wanted.since_at else ""
    last = f"{wanted.until_at:%Y-%m}" if wanted.until_at else "9999-12"
    return first <= month <= last


def _lines(month: str, content: bytes, wanted: Wanted) -> Iterator[tuple[str, Entry]]:
    # Most lines are not wanted: to look for a text is faster than to read JSON.
    needed = [text.encode() for text in (wanted.customer, wanted.who) if text]
    end = len(content)
    while end > 0:
        start = content.rfind(b"\n", 0, end - 1) + 1
        line = content[start:end]
        end = start
        if all(text in line for text in needed):
            entry = entry_of(line)
            if entry is not None and wanted.covers(entry):
                yield f"{month}/{start}", entry
