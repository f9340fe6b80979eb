"""What a play proposes for one customer, as the day plan reads it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """Units: money in minor units of the book's currency.

    Null: the stake and its ends are None where there is not enough data; `looked_after_by` where
          nobody of the staff looks after the customer.
    """

    customer_id: str
    customer_source: str
    customer_key: str
    play: str
    play_version: int
    optional: bool
    held_out: bool
    minutes: int
    stake_minor: int | None
    stake_low_minor: int | None
    stake_high_minor: int | None
    looked_after_by: str | None = None


def is_held_out(*, salt: str, play: str, play_version: int, customer_id: str, share: float) -> bool:
    """Whether a customer belongs to the random share that an optional play leaves untouched.

    The same for ever: read off SHA-256(salt | play | version | customer). The plan reads the same
    from `book.pool`, which computes it in SQL; a test holds the two equal.
    """
    text = f"{salt}|{play}|{play_version}|{customer_id}"
    drawn = int(hashlib.sha256(text.encode()).hexdigest()[:15], 16) / 16**15
    return drawn < share
