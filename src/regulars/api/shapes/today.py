"""The day's care list, and what people say of its lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from regulars.api.shapes.base import Asked, Note, Shape
from regulars.api.shapes.customers import HowOut
from regulars.contracts import CARE

Received = Literal["welcome", "neutral", "unwelcome"]
Reason = Literal["wrong_facts", "wrong_moment", "no_longer_a_customer", "other"]

assert Received.__args__ == CARE.column("received").choices  # type: ignore[attr-defined]
assert Reason.__args__ == CARE.column("reason").choices  # type: ignore[attr-defined]


class EvidenceOut(Shape):
    """One figure or fact that a line rests on."""

    label: str
    value: str
    signal: str | None
    """Null: a fact of the ledger."""
    fact: str | None
    """Null: a figure; `source` and `source_id` too."""
    source: str | None
    source_id: str | None


class LineOut(Shape):
    """One customer on the list."""

    care_id: str
    """Empty below the line: it is not on the list."""
    customer_id: str
    customer: str
    customer_kind: str
    """`account` or `person`."""
    state: str
    """`shown`, `done`, `snoozed` or `not_right`."""
    play: str
    pillar: str
    optional: bool
    why: str
    """One sentence; it may quote what the customer said."""
    how: HowOut
    minutes: int
    stake_minor: int | None
    """What skipping it may cost. Null: not enough data to say."""
    stake_low_minor: int | None
    stake_high_minor: int | None
    currency: str
    effect: float
    """The share of the stake that the play keeps."""
    effect_basis: str
    """`assumed` or `measured`."""
    evidence: list[EvidenceOut]
    received: str | None
    note: str | None
    snoozed_until_on: date | None


class TodayOut(Shape):
    """A person's list of the day of the results."""

    planned: bool
    """False: `POST /today/plan` makes the list; all else is empty then."""
    as_of: date | None
    refreshed_at: datetime | None
    hours: float | None
    minutes_left: int | None
    done: int
    left: int
    set_aside: int
    lines: list[LineOut]
    below: list[LineOut]
    """The first that the hours do not reach."""
    below_the_line: int
    """How many those are in all."""


class PlanIn(Asked):
    """How long the list may be."""

    hours: Annotated[float, Field(ge=0, le=24, allow_inf_nan=False)] | None = None
    """Null: the usual hours."""


class PlannedOut(Shape):
    """The list as planned."""

    as_of: date
    hours: float
    lines: int
    below_the_line: int


class DoneIn(Asked):
    """It was done."""

    received: Received | None = None
    """Null: nobody said."""
    note: Note | None = None


class SnoozeIn(Asked):
    """Not today."""

    days: Annotated[int, Field(ge=1, le=365)]


class NotRightIn(Asked):
    """The proposal was wrong."""

    reason: Reason
    note: Note | None = None


class ActOut(Shape):
    """What counts of the line now."""

    care_id: str
    state: str


class RefreshOut(Shape):
    """Whether the worker was asked."""

    asked: bool
    """False: a refresh waits or runs already."""


class MeOut(Shape):
    """Who a key speaks for."""

    book: str
    zone: str
    currency: str | None
    as_of: date | None
    """The day of the results. Null: there are none yet."""
    username: str
    role: str
    key: str
    scopes: list[str]
    """What it may be used for as things stand."""


class HealthOut(Shape):
    """The book answers."""

    status: Literal["ok"]
