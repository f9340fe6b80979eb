"""Which candidates a day's minutes reach: in the order given, one for a customer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regulars.acts.candidate import Candidate


@dataclass(frozen=True)
class Choice:
    """`shown` fit into the minutes; `held_out` would have, but are left untouched at random."""

    shown: tuple[Candidate, ...]
    held_out: tuple[Candidate, ...]


def choose(candidates: Iterable[Candidate], *, minutes: int) -> Choice:
    """Fill `minutes` from candidates that come best first.

    A customer gets one line, for the first candidate that is not held out. A line that does not
    fit is passed over; shorter ones after it may still fit.
    """
    shown: list[Candidate] = []
    held_out: list[Candidate] = []
    served: set[str] = set()
    left = minutes
    for candidate in candidates:
        if candidate.customer_id in served or candidate.minutes > left:
            continue
        if candidate.held_out:
            held_out.append(candidate)
            continue
        served.add(candidate.customer_id)
        shown.append(candidate)
        left -= candidate.minutes
    return Choice(tuple(shown), tuple(held_out))


def one_each(candidates: Iterable[Candidate], *, at_most: int) -> tuple[Candidate, ...]:
    """The first candidate of each customer that is not held out, for the lines below the line."""
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        if not candidate.held_out and len(first) < at_most:
            first.setdefault(candidate.customer_id, candidate)
    return tuple(first.values())
