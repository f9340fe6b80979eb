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
    changed: bool = False
    """Whether something was written since the results that this figure does not know."""


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
    """By which channel, what to say and how much; "not known: ask" where `treatment` is None."""
    greet: str = ""
    """How to begin; nothing where the treatment is not known."""
    avoid: str = ""
    """What not to do; likewise."""


@dataclass(frozen=True)
class Way:
    """One way to get in touch: what to open for it.

    `channel` is one of the contracts' (`call`, `message`, `email`), `app` what opens: `phone`,
    `whatsapp`, `sms`, `mail`.
    """

    channel: str
    app: str
    address: str
    """A link: `tel:`, `https://wa.me/`, `sms:`, `mailto:`."""


@dataclass(frozen=True)
class Ways:
    """How a customer may be reached for a line: on record, allowed, and not in quiet hours."""

    ways: tuple[Way, ...] = ()
    number: str = ""
    """The telephone number as people read it, where calling is allowed, also in quiet hours."""
    text: str = ""
    """A message to begin with; nothing where no message is allowed."""
    language: str = ""
    """Of the text: as they chose, else that of the page."""
    why_not: str = ""
    """Why something is missing, in words."""

    @property
    def call(self) -> Way | None:
        return next((way for way in self.ways if way.channel == "call"), None)

    @property
    def written(self) -> tuple[Way, ...]:
        return tuple(way for way in self.ways if way.channel != "call")


NO_WAYS = Ways()


@dataclass(frozen=True)
class Item:
    """One line of the list.

    Units: money in minor units of `currency`; `effect` is a share of the stake.
    Null:  stake and its ends are None where there is not enough data, and so is what an hour of it
           keeps; `state_at` is None below the line.
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
    ways: Ways = NO_WAYS
    changed: tuple[str, ...] = ()
    """What was written of the customer since the results, in words."""
    stake_changed: bool = False
    keeps_per_hour_minor: int | None = None
    """Stake × effect for an hour of such lines."""
    staff: str = ""
    """Whose list it is on; "" below the line."""
    follows: str = ""
    """What follows of the answer given: when the customer may be on a list again."""
    why_below: str = ""
    """Why it lies below the line, in words."""
    looked_after_by: str = ""
    """Below the line: whose customer it is, where it is somebody's."""


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
class PersonsDay:
    """One person's part of the team's day.

    Null: `progress` None where the person planned no day.
    """

    staff: str
    name: str
    progress: Progress | None
    items: tuple[Item, ...]

    @property
    def waiting(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.state == "shown")

    @property
    def handled(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.state != "shown")


@dataclass(frozen=True)
class TeamDay:
    """Everybody's day, and the first lines that nobody's hours reach of `beyond_count`."""

    as_of: date
    days: tuple[PersonsDay, ...]
    beyond: tuple[Item, ...]
    beyond_count: int
    refreshed_at: datetime
    refresh_seconds: float


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
