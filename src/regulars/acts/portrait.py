"""One customer as people see them: plain values, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
class Happening:
    """One line of the timeline."""

    on: date
    fact: str
    """`order`, `contact` or `care`."""
    text: str
    where: str
    """Channel or source, short."""
    source: str
    source_id: str


@dataclass(frozen=True)
class Portrait:
    """A customer's page.

    Units: money in minor units of `currency`.
    Null:  an expected figure is None where there is not enough data yet.
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
    figures: tuple[Figure, ...]
    groups: tuple[Group, ...]
    timeline: tuple[Happening, ...]
    timeline_total: int
    changed: tuple[str, ...] = ()
    """What was written of them since the results, in words."""
    is_new: bool = False
    """They came since the results, which know nothing of them yet."""
