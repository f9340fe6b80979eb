"""How values read in English and in Bengali. The language is always passed, never ambient."""

from regulars.wording.values import (
    as_written,
    day,
    days,
    money,
    number,
    numerals,
    rounded,
    share,
    write_own_digits,
)

__all__ = [
    "as_written",
    "day",
    "days",
    "money",
    "number",
    "numerals",
    "rounded",
    "share",
    "write_own_digits",
]
