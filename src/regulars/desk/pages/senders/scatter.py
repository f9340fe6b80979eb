"""Where the points of own spend against what is sent lie, as the SVG needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from regulars.acts.senders import Sender
from regulars.desk.formats.money import estimate

HEIGHT, TOP, BOTTOM = 320, 16, 28
LEFT, RIGHT = 4.0, 98.0
"""Percent of the width: a point at the edge still shows whole."""
LEAST_DECADES, MOST_DECADES = 2, 4
"""What lies below is drawn at the edge."""


@dataclass(frozen=True)
class Tick:
    """Units: `at` in percent of the width, or in pixels from the top, as text."""

    at: str
    label: str


@dataclass(frozen=True)
class Point:
    """One sender. Units: x in percent of the width, y in pixels from the top, as text."""

    sender: Sender
    x: str
    x_low: str
    x_high: str
    y: str
    y_low: str
    y_high: str


@dataclass(frozen=True)
class Scatter:
    """Null: `middle` None without a median of own spend."""

    points: tuple[Point, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    middle: str | None
    height: int = HEIGHT
    floor: int = HEIGHT - BOTTOM


def scatter(
    senders: Sequence[Sender], *, middle_minor: float | None, currency: str
) -> Scatter | None:
    """Both axes count in tens: who brings ten times as much lies one step further.

    Null: None where there is nobody to show.
    """
    shown = [one for one in senders if one.own.minor is not None and one.sent.minor is not None]
    if not shown:
        return None
    own = _decades([one.own.minor or 1 for one in shown] + ([middle_minor] if middle_minor else []))
    sent = _decades([one.sent.minor or 1 for one in shown])
    return Scatter(
        points=tuple(
            Point(
                one,
                x=_across(one.own.minor, own),
                x_low=_across(one.own.low_minor, own),
                x_high=_across(one.own.high_minor, own),
                y=_up(one.sent.minor, sent),
                y_low=_up(one.sent.low_minor, sent),
                y_high=_up(one.sent.high_minor, sent),
            )
            for one in shown
        ),
        across=tuple(
            Tick(_across(10**step, own), estimate(10**step, currency=currency))
            for step in range(own[0] + 1, own[1])
        ),
        up=tuple(
            Tick(_up(10**step, sent), estimate(10**step, currency=currency))
            for step in range(sent[0], sent[1])
        ),
        middle=None if not middle_minor else _across(middle_minor, own),
    )


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = floor(log10(max(min(values), 1))), ceil(log10(max(*values, 1)) + 0.02)
    return (max(low, high - MOST_DECADES), max(high, low + LEAST_DECADES))


def _part(value: float | None, ends: tuple[int, int]) -> float:
    at = log10(max(value or 0, 1))
    return min(max((at - ends[0]) / (ends[1] - ends[0]), 0.0), 1.0)


def _across(value: float | None, ends: tuple[int, int]) -> str:
    return f"{LEFT + (RIGHT - LEFT) * _part(value, ends):.2f}%"


def _up(value: float | None, ends: tuple[int, int]) -> str:
    return f"{HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * _part(value, ends):.1f}"
