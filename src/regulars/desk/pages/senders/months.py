"""The bars of new customers by month: by word of mouth, otherwise, not known."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.acts.senders import WordOfMouth, WordOfMouthMonth

WIDTH = 100.0


@dataclass(frozen=True)
class Bar:
    """Units: percent of the width, as text; the widest month has all of it."""

    month: WordOfMouthMonth
    by_mouth: str
    others_at: str
    others: str
    unknown_at: str
    unknown: str


def bars(told: WordOfMouth) -> tuple[Bar, ...]:
    """One a month, in their order."""
    most = max((one.new for one in told.months), default=0) or 1

    def percent(count: int) -> str:
        return f"{WIDTH * count / most:.2f}%"

    return tuple(
        Bar(
            month=one,
            by_mouth=percent(one.by_mouth),
            others_at=percent(one.by_mouth),
            others=percent(one.others),
            unknown_at=percent(one.by_mouth + one.others),
            unknown=percent(one.unknown),
        )
        for one in told.months
    )
