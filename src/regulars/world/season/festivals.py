"""When the festivals and feasts fall that move demand, in any year, by arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

EPOCH_ORDINAL = 227_015
"""Day 1 of the tabular Islamic calendar, 16 July 622 Julian, as `date.toordinal` counts."""


@dataclass(frozen=True)
class Festival:
    """Days on which people travel, visit and buy more, or less, than usual."""

    name: str
    begins_on: date
    ends_on: date


def festivals(*, first: date, last: date) -> tuple[Festival, ...]:
    """Every festival that touches the days from `first` to `last`.

    Units: the tabular calendar is within a day or two of the moon seen in Bangladesh.
    """
    found = [
        festival
        for year in range(first.year - 1, last.year + 2)
        for festival in (*_of_the_sun(year), _durga_puja(year))
    ]
    lunar_first = (first.year - 622) * 33 // 32 - 1
    lunar_last = (last.year - 622) * 33 // 32 + 2
    for lunar_year in range(lunar_first, lunar_last + 1):
        found.extend(_of_the_moon(lunar_year))
    return tuple(f for f in found if f.ends_on >= first and f.begins_on <= last)


def lunar_day(*, year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of the tabular Islamic calendar (civil epoch)."""
    days = day - 1 + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(EPOCH_ORDINAL + days)


def _of_the_sun(year: int) -> tuple[Festival, Festival]:
    return (
        Festival("new year of the hills", date(year, 4, 12), date(year, 4, 17)),
        Festival("end of the year", date(year, 12, 20), date(year + 1, 1, 2)),
    )


def _of_the_moon(year: int) -> tuple[Festival, Festival, Festival]:
    fitr = lunar_day(year=year, month=10, day=1)
    adha = lunar_day(year=year, month=12, day=10)
    return (
        Festival("ramadan", lunar_day(year=year, month=9, day=1), fitr - timedelta(days=2)),
        Festival("eid", fitr - timedelta(days=1), fitr + timedelta(days=7)),
        Festival("eid", adha - timedelta(days=2), adha + timedelta(days=6)),
    )


def _durga_puja(year: int) -> Festival:
    """Dashami is the tenth of a bright half: day 9 of the lunar month, 27 September on."""
    earliest = date(year, 9, 27)
    lunar_year = (year - 622) * 33 // 32
    dashami = min(
        day
        for y in range(lunar_year - 1, lunar_year + 3)
        for month in range(1, 13)
        if (day := lunar_day(year=y, month=month, day=9)) >= earliest
    )
    return Festival("durga puja", dashami - timedelta(days=5), dashami + timedelta(days=2))
