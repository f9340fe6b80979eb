"""The card, and customers."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from regulars.api.shapes.base import Asked, Id, Shape
from regulars.contracts import CONSENT

Purpose = Literal["marketing", "surveys", "introductions", "reference"]
Channel = Literal["call", "visit", "message", "email", "letter"]
State = Literal["given", "withdrawn"]

assert Purpose.__args__ == CONSENT.column("purpose").choices  # type: ignore[attr-defined]
assert Channel.__args__ == CONSENT.column("channel").choices  # type: ignore[attr-defined]


class CardOut(Shape):
    """A page of the card: one row for each customer, in the order of ids."""

    snapshot: str
    """The results that the whole walk through the pages reads, also after a refresh."""
    as_of: date
    currency: str | None
    """Of amounts, which are in minor units. Null: no amount came yet."""
    rows: list[dict[str, Any]]
    next: str | None
    """`after` of the next page. Null: this is the last."""


class FoundOut(Shape):
    """A customer who may be meant."""

    customer_id: str
    name: str
    kind: str | None
    hint: str
    """What tells them from others of the name, without giving away how to reach them."""


class FoundsOut(Shape):
    """Customers, best first."""

    customers: list[FoundOut]


class FigureOut(Shape):
    """A signal or an estimate."""

    name: str
    label: str
    unit: str
    value: Any
    """Null: not known, see `null_means`; never a neutral number."""
    low: Any
    """Lower end of its 80% interval. Null: it has none, or is not known."""
    high: Any
    null_means: str


class HowOut(Shape):
    """How to go about it."""

    treatment: str | None
    """`contact` or `distance`. Null: not known, ask."""
    basis: str
    text: str


class HappeningOut(Shape):
    """One line of what happened."""

    on: date
    fact: str
    text: str
    where: str
    source: str
    source_id: str


class CustomerOut(Shape):
    """One customer, under the id that counts now."""

    customer_id: str
    """Another than was asked for where they were merged."""
    customer: str
    kind: str
    since_on: date | None
    as_of: date
    """The day of the figures."""
    worked_out: bool
    """False: they came since the last refresh. There are facts, and no figures yet."""
    currency: str
    how: HowOut
    figures: list[FigureOut]
    timeline: list[HappeningOut]
    timeline_total: int


class ConsentIn(Asked):
    """What a customer said they allow."""

    purpose: Purpose
    channel: Channel | None = None
    """Null: all channels."""
    state: State


class ConsentOut(Shape):
    """What was written down; it counts at once."""

    customer_id: str
    purpose: str
    channel: str | None
    state: str


class OwnerIn(Asked):
    """Who of the staff looks after a customer from today on."""

    staff: Id | None
    """Log-in name. Null: nobody."""


class OwnerOut(Shape):
    """What was written down; it counts at once."""

    customer_id: str
    staff: str | None
