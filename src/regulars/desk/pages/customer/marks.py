"""Where the marks of the two small pictures lie, as the SVG needs them."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.acts.portrait import Portrait

WHOLE = 100
EDGE = 0.02


@dataclass(frozen=True)
class SpendBar:
    """Units: percent of the width, as text with a point, whatever the page's language."""

    value: str
    low: str
    high: str
    band: str
    """Width of the interval."""


def spend_bar(portrait: Portrait) -> SpendBar | None:
    """The bar, drawn to the upper end of the interval; null where there is not enough data."""
    value = portrait.expected_spend_365_minor
    low = portrait.expected_spend_365_low_minor
    high = portrait.expected_spend_365_high_minor
    if value is None or low is None or high is None:
        return None
    full = max(high, value, 1)
    return SpendBar(
        value=_percent(value, full),
        low=_percent(low, full),
        high=_percent(high, full),
        band=_percent(high - low, full),
    )


@dataclass(frozen=True)
class Keeping:
    """What keeping a customer is worth: their spend, and apart from it what a new one costs.

    Units: minor units of the portrait's currency, the next 12 months.
    """

    whole: int
    low: int
    high: int
    cost: int


def keeping(portrait: Portrait, cost: int | None) -> Keeping | None:
    """Null: the owner stated no cost, or there is not enough data on the spend."""
    value = portrait.expected_spend_365_minor
    low = portrait.expected_spend_365_low_minor
    high = portrait.expected_spend_365_high_minor
    if cost is None or value is None or low is None or high is None:
        return None
    return Keeping(whole=value + cost, low=low + cost, high=high + cost, cost=cost)


def taste(portrait: Portrait) -> str | None:
    """Where the dot lies between distance and contact; null where that is not known."""
    if portrait.treatment_position is None:
        return None
    # Half a dot's width away from either end, where it would hang out of its line.
    return _percent(min(max(portrait.treatment_position, EDGE), 1 - EDGE), 1)


def _percent(part: float, whole: float) -> str:
    return f"{WHOLE * part / whole:.2f}%"
