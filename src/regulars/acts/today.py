"""The day's care list as people see it: plain values, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Evidence:
    """One fact or figure that a line rests on.

    Null: `signal` for a fact of the ledger; `fact`, `source`, `source_id` for a figure.
    """

    label: str
    value: str
    signal: str | None = None
    fact: str | None = None
    source: str | None = None
    source_id: str | None = None


@dataclass(frozen=True)
class How:
    """How to go about it.

    Null: `treatment` is None where neither a stated preference nor a reaction is known.
    """

    treatment: str | None
    """`contact`, `distance` or None."""
    basis: str
    """Where that is known from, in words."""
    text: str
    """What to do, in one line; "not known: ask" where `treatment` is None."""


@dataclass(frozen=True)
class Item:
    """One line of the list.

    Units: money in minor units of `currency`; `effect` is a share of the stake.
    Null:  stake and its ends are None where there is not enough data; `state_at` below the line.
    """

    care_id: str
    customer_id: str
    customer: str
    customer_kind: str
    play: str
    play_title: str
    pillar: str
    optional: bool
    why: str
    how: How
    minutes: int
    stake_minor: int | None
    stake_low_minor: int | None
    stake_high_minor: int | None
    currency: str
    effect: float
    effect_basis: str
    effect_source: str
    judged: str
    left_alone: str
    evidence: tuple[Evidence, ...]
    state: str
    """`shown`, `done`, `snoozed` or `not_right`."""
    state_at: datetime | None
    received: str | None
    note: str | None
    snoozed_until_on: date | None


@dataclass(frozen=True)
class Progress:
    """How far a day has come. What is set aside counts neither as done nor as left."""

    hours: float
    minutes_left: int
    done: int
    left: int
    set_aside: int


def progress_of(lines: Sequence[tuple[str, int]], *, hours: float) -> Progress:
    """Shape: `lines` are (state, minutes)."""
    states = [state for state, _ in lines]
    done, left = states.count("done"), states.count("shown")
    return Progress(
        hours=hours,
        minutes_left=sum(minutes for state, minutes in lines if state == "shown"),
        done=done,
        left=left,
        set_aside=len(states) - done - left,
    )


@dataclass(frozen=True)
class Today:
    """A day's list.

    Null: `line_minor_per_hour` is None where nothing lies below the line or it has no stake.
    """

    as_of: date
    staff: str
    hours: float
    items: tuple[Item, ...]
    below: tuple[Item, ...]
    """The first lines that the hours do not reach (at most 50); their `care_id` is empty."""
    below_the_line: int
    line_minor_per_hour: int | None
    currency: str
    refreshed_at: datetime
    refresh_seconds: float

    @property
    def minutes_planned(self) -> int:
        return sum(item.minutes for item in self.items if item.state != "snoozed")

    @property
    def progress(self) -> Progress:
        return progress_of([(item.state, item.minutes) for item in self.items], hours=self.hours)

    @property
    def minutes_left(self) -> int:
        return self.progress.minutes_left

    @property
    def done(self) -> int:
        return self.progress.done
