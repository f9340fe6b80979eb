"""Where the marks of the two small pictures lie, as the SVG needs them."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    sent: str = ""
    """Width of what those they sent bring; "" where that is not known, or nothing."""
    sent_end: str = ""
    sent_low: str = ""
    sent_band: str = ""


def spend_bar(portrait: Portrait) -> SpendBar | None:
    """Own spend, and after it what those they sent bring, each with its interval.

    Drawn to the upper end of the last one. Null: None where there is not enough data.
    """
    value = portrait.expected_spend_365_minor
    low = portrait.expected_spend_365_low_minor
    high = portrait.expected_spend_365_high_minor
    if value is None or low is None or high is None:
        return None
    sent, sent_low = portrait.sent_value_365_minor, portrait.sent_value_365_low_minor
    sent_high = portrait.sent_value_365_high_minor
    if not sent or sent_low is None or sent_high is None:
        sent = sent_low = sent_high = 0
    full = max(high, value + sent_high, 1)
    own = SpendBar(
        value=_percent(value, full),
        low=_percent(low, full),
        high=_percent(high, full),
        band=_percent(high - low, full),
    )
    if not sent:
        return own
    return replace(
        own,
        sent=_percent(sent, full),
        sent_end=_percent(value + sent, full),
        sent_low=_percent(value + sent_low, full),
        sent_band=_percent(sent_high - sent_low, full),
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
