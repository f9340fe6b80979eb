"""How large what comes may be, and why. Limits of one format lie beside its reader."""

from __future__ import annotations

from regulars.errors import RegularsError


class FileUnreadable(RegularsError):
    """The file cannot be read at all. `why` is one of `UNREADABLE`, `file` its name."""

    exit_code = 3

    def __init__(self, message: str, *, why: str, file: str) -> None:
        assert why in UNREADABLE
        self.why, self.file = why, file
        super().__init__(message)


UNREADABLE = (
    *("missing", "not_permitted", "empty", "not_text", "damaged", "old_spreadsheet"),
    *("not_a_spreadsheet", "no_such_sheet", "document_type", "json_array"),
    *("packed_too_much", "part_too_large", "line_too_long", "too_many_rows", "too_many_columns"),
)
"""Why a file cannot be read, for whoever says it in another language or place."""


MOST_COLUMNS = 2_000
"""Exports have tens of columns, the widest known some hundreds; each costs memory while reading."""

MOST_SHEET_ROWS = 1_048_576
"""What the format allows; a file that says more is made to keep a reader busy."""

LARGEST_AMOUNT_MINOR = 10**15
"""More than this is a mistake, not a sale."""

FIRST_DAY = "1900-01-01"
"""Programs write 0001-01-01 and 1899-12-30 where they know no date. 1970 may be true."""

YEARS_AHEAD = 10
"""Bookings and due dates may lie some years ahead; more is a slip, or a stand-in for “never”."""


def too_many_columns(name: str, seen: int) -> FileUnreadable:
    return FileUnreadable(
        f"{name} has {seen:,} columns; at most {MOST_COLUMNS:,} are read. Nothing was imported. "
        "Keep only the columns that are needed, or check the delimiter.",
        why="too_many_columns",
        file=name,
    )
