"""One customer as people see them: plain values, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from regulars.acts.today import Evidence, How


@dataclass(frozen=True)
class Figure:
    """One signal or estimate of the card, ready to be shown.

    Null: `value` is None where there is not enough data; `note` then says why.
    """

    name: str
    label: str
    value: str | None
    low: str | None
    high: str | None
    note: str
    """What it means, its unit, and what null means."""


@dataclass(frozen=True)
class Group:
    """Figures of one matter; only those that are known."""

    name: str
    label: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Other:
    """Another customer, under the id that counts, by what people call them."""

    customer_id: str
    customer: str


@dataclass(frozen=True)
class Happening:
    """One line of the timeline.

    Null: `quote` None where nothing was written down; `other` None where it is about nobody else;
          `at` None where only the day is known.
    """

    on: date
    fact: str
    """The kind of fact, as the contracts call it."""
    text: str
    where: str
    """Channel or source, short."""
    source: str
    source_id: str
    quote: str | None = None
    other: Other | None = None
    at: datetime | None = None
    troubled: bool = False
    """Something went wrong, and is not put right yet."""


@dataclass(frozen=True)
class Trouble:
    """A problem and how it stands. Null: `ended_on` None while it is open, or where no day is told.

    Units: `days_open` up to the day of the figures.
    """

    topic: str
    state: str
    state_word: str
    on: date
    ended_on: date | None
    days_open: int | None
    times_reopened: int
    contacts: int
    quote: str | None
    source: str
    source_id: str


@dataclass(frozen=True)
class Relation:
    """Somebody who sent them, or whom they sent; `how` it is known, in words."""

    other: Other
    on: date
    how: str


@dataclass(frozen=True)
class Allowed:
    """What they said last of one purpose and channel. Null: `channel` None for all channels."""

    purpose: str
    channel: str | None
    state: str
    on: date


@dataclass(frozen=True)
class Portrait:
    """A customer's page.

    Units: money in minor units of `currency`.
    Null:  an expected figure is None where there is not enough data yet; `looked_after_by` None
           where nobody does; `account` None for an account, and who belongs to none.
    """

    customer_id: str
    customer: str
    kind: str
    since_on: date | None
    as_of: date
    currency: str
    how: How
    how_evidence: tuple[Evidence, ...]
    treatment_position: float | None
    """0 distance, 1 contact; None where not known."""
    expected_spend_365_minor: int | None
    expected_spend_365_low_minor: int | None
    expected_spend_365_high_minor: int | None
    sent_value_365_minor: int | None
    """Of what is expected of those they sent, what they share in; the ends likewise."""
    sent_value_365_low_minor: int | None
    sent_value_365_high_minor: int | None
    figures: tuple[Figure, ...]
    groups: tuple[Group, ...]
    timeline: tuple[Happening, ...]
    timeline_total: int
    worked_out: bool = True
    """Whether the results know them; who came since has facts, and no figures yet."""
    keys: tuple[tuple[str, str], ...] = ()
    """The identities, source and key, that are this customer."""
    looked_after_by: str | None = None
    """Log-in name."""
    problems: tuple[Trouble, ...] = ()
    expectations: tuple[Happening, ...] = ()
    sent_by: tuple[Relation, ...] = ()
    sent: tuple[Relation, ...] = ()
    account: Other | None = None
    persons: tuple[Other, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    treatment_stated: str | None = None
    """`contact`, `distance` or `ask`, as they said and while it holds."""
    changed: frozenset[str] = frozenset()
    """Figures that rest on facts which have changed since the results were made."""
    news: tuple[str, ...] = ()
    """What was written of them since the results, in words."""
