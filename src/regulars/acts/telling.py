"""What one fact is told with: the language, whom else it speaks of, amounts and days in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regulars.acts.portrait import Other
from regulars.wording import day, money, number

Row = Mapping[str, Any]
BETWEEN = " · "
ENDS = (".", "!", "?", "…", "।")
"""How a sentence ends, in English and Bengali."""


@dataclass(frozen=True)
class Telling:
    """In which language a fact is told, and of whom else it speaks.

    Null: `other` None where nobody else is named, or nothing but the key `other_key` is known.
    `is_first`: of two customers this one is whom the fact names first.
    """

    language: str
    other: Other | None
    other_key: str
    is_first: bool

    @property
    def name(self) -> str:
        return self.other.customer if self.other is not None else self.other_key

    def money(self, row: Row, column: str = "amount_minor") -> str:
        if row[column] is None or row["currency"] is None:
            return ""
        return money(row[column], currency=row["currency"], language=self.language)

    def day(self, on: Any) -> str:
        return day(on, language=self.language)

    def number(self, value: float) -> str:
        return number(value, language=self.language)


Said = tuple[str, str, str | None]
"""The line, where it happened, what was written down."""


def sentences(parts: list[str | None]) -> str | None:
    """What was written down in several places, one after the other. Null: nothing was."""
    said = [part.strip() for part in parts if part and part.strip()]
    ended = [one if one.endswith(ENDS) else f"{one}." for one in said[:-1]]
    return " ".join([*ended, *said[-1:]]) or None


def joined(parts: list[str]) -> str:
    return BETWEEN.join(part for part in parts if part)
