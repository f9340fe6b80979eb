"""Rows that are not taken, in the words of the page, some at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from regulars.desk.formats.numbers import language
from regulars.intake.reasons import REASONS

REJECTS_A_PAGE = 25
LONGEST_SHOWN = 300


@dataclass(frozen=True)
class RejectedRow:
    """Null: `column` and `value` empty where the whole line is wrong."""

    file: str
    line: int | None
    why: str
    column: str
    value: str
    row: str


def rejects_in_words(rows: Sequence[Mapping[str, Any]]) -> list[RejectedRow]:
    """Each with the reason in the language of the page."""
    return [
        RejectedRow(
            file=row["file"],
            # A row that was added to a file of corrections has no line of its own.
            line=row["line"] if row["line"] < MOST_LINES else None,
            why=REASONS[row["reason"]][language()],
            column=row["column"] or "",
            value=row["value"] or "",
            row=row["row"][:LONGEST_SHOWN],
        )
        for row in rows
    ]


MOST_LINES = 10**12


def page_of(request: HttpRequest) -> int:
    """From which row on the page shows them."""
    asked = request.GET.get("from", "")
    return min(int(asked), MOST_LINES) if asked.isdecimal() and len(asked) < 10 else 0
