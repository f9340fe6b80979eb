"""How values read in English and in Bengali. The language is always passed, never ambient."""

from regulars.wording.values import (
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
    "day",
    "days",
    "money",
    "number",
    "numerals",
    "rounded",
    "share",
    "write_own_digits",
]
