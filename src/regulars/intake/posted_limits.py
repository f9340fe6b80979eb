"""Which facts may be posted, and how many rows at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regulars.contracts import BY_FACT, Contract
from regulars.errors import RegularsError
from regulars.intake.own_columns import IMPORTABLE

MOST_ROWS = 1_000
MOST_BYTES = 1 << 20
"""Of one post. More comes quicker as a file: `regulars import` reads a million rows in a minute."""

POSTABLE = tuple(contract.fact for contract in IMPORTABLE)
SHOWN_OF_A_KEY = 60


class NotPostable(RegularsError):
    """There is no such fact, or nobody may bring it."""

    exit_code = 4


class TooManyRows(RegularsError):
    """A post is too large, or empty."""

    exit_code = 2


def postable(fact: str) -> Contract:
    """The contract of a fact that may be posted. Raises: NotPostable."""
    if fact not in POSTABLE:
        raise NotPostable(
            f"“{fact[:SHOWN_OF_A_KEY]}” is no fact that can be posted. Nothing was taken. Those "
            f"that can: {', '.join(POSTABLE)}. What becomes of care is written by its own calls."
        )
    return BY_FACT[fact]


def check_number(rows: Sequence[Any]) -> None:
    """Raises: TooManyRows."""
    if not 1 <= len(rows) <= MOST_ROWS:
        raise TooManyRows(
            f"A post has 1 to {MOST_ROWS:,} rows, this one has {len(rows):,}. Nothing was taken. "
            "Send fewer at a time, or import them as a file."
        )
