"""What one column of a fact table is: its type, unit, null meaning and description."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Type(StrEnum):
    """Storage types that every engine and both databases share."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    INSTANT = "instant"


@dataclass(frozen=True)
class Column:
    """One documented column.

    Null:   `null` says what a missing value means; None where the column may not be null.
    Units:  `unit` is written out ("minor units of `currency`", "days"), None for plain text.
    """

    name: str
    type: Type
    description: str
    unit: str | None = None
    null: str | None = None
    choices: tuple[str, ...] = ()
    personal: bool = False
    """Names, contact data and free text: kept in the ledger, never in the mirror."""

    @property
    def may_be_null(self) -> bool:
        return self.null is not None
