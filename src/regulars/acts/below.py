"""Why a line lies below the line: the hours end, an hour on it keeps less, no stake is known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from regulars.acts.today import Item
from regulars.wording import money, number, rounded


@dataclass(frozen=True)
class Line:
    """Where a list ends.

    Units: minutes still free, money of an hour in minor units.
    Null:  `keeps_per_hour_minor` None where no line above has a stake.
    """

    free_minutes: int
    keeps_per_hour_minor: int | None


def line_of(items: tuple[Item, ...], *, minutes: int) -> Line:
    """The end of these lines in a day of so many minutes."""
    keeps = [
        item.keeps_per_hour_minor
        for item in items
        if item.state == "shown" and item.keeps_per_hour_minor is not None
    ]
    taken = sum(item.minutes for item in items if item.state != "snoozed")
    return Line(max(minutes - taken, 0), min(keeps, default=None))


def told_why(item: Item, *, line: Line, language: str) -> Item:
    """The line with the reason in words, in the active language."""
    return replace(item, why_below=_why(item, line, language))


def _why(item: Item, line: Line, language: str) -> str:
    keeps = item.keeps_per_hour_minor
    if keeps is None:
        return gettext("what is at stake is not known yet: it comes after all where it is")

    def hourly(minor: int) -> str:
        return money(rounded(minor), currency=item.currency, language=language)

    if line.keeps_per_hour_minor is None or keeps >= line.keeps_per_hour_minor:
        return gettext(
            "the hours end before it: it takes %(needed)s min, %(free)s min are free; an hour on "
            "it keeps %(amount)s"
        ) % {
            "needed": number(item.minutes, language=language),
            "free": number(line.free_minutes, language=language),
            "amount": hourly(keeps),
        }
    return gettext(
        "an hour on it keeps %(amount)s; the last line above keeps %(above)s an hour"
    ) % {"amount": hourly(keeps), "above": hourly(line.keeps_per_hour_minor)}
