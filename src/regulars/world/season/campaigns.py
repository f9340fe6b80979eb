"""When which house reduces its prices, under which code; reviewed data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from regulars.world.arrays import Ints
from regulars.world.cast.kinds import CABINS, SHOP, TEXTILES
from regulars.world.season.festivals import festivals
from regulars.world.season.span import Span


@dataclass(frozen=True)
class Campaign:
    """A reduction for all who ask for it.

    Units: `percent` off the products' sum. Days are those of a month (`monthly`), of a year
           (`yearly`: month and day), or before a festival. `weekdays` counts from Monday.
    """

    code: str
    source: str
    percent: int
    monthly: tuple[int, int] | None = None
    yearly: tuple[tuple[int, int], tuple[int, int]] | None = None
    before: tuple[str, int] | None = None
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)


CAMPAIGNS: tuple[Campaign, ...] = (
    Campaign("MIDWEEK10", CABINS, 10, yearly=((2, 16), (10, 31)), weekdays=(6, 0, 1, 2)),
    Campaign("MONSOON20", CABINS, 20, yearly=((6, 10), (9, 10))),
    Campaign("MONTH8", SHOP, 8, monthly=(1, 3)),
    Campaign("BOISHAKH12", SHOP, 12, yearly=((4, 6), (4, 13))),
    Campaign("EID10", SHOP, 10, before=("eid", 8)),
    Campaign("WINTER12", SHOP, 12, yearly=((1, 10), (1, 20))),
    Campaign("QUARTER5", TEXTILES, 5, monthly=(26, 28)),
    Campaign("SEASON12", TEXTILES, 12, yearly=((1, 15), (1, 31))),
    Campaign("RAIN12", TEXTILES, 12, yearly=((7, 10), (7, 31))),
)
NO_CAMPAIGN = -1


@lru_cache(maxsize=32)
def campaign_on(*, source: str, span: Span) -> Ints:
    """The campaign of each day, a number in CAMPAIGNS, or -1; of two the larger reduction.

    Shape: (days of history and of the year after it,); not to be written to.
    """
    dates = span.dates
    found = np.full(len(dates), NO_CAMPAIGN)
    ours = [number for number, one in enumerate(CAMPAIGNS) if one.source == source]
    for number in sorted(ours, key=lambda which: CAMPAIGNS[which].percent):
        found[_days_of(campaign=CAMPAIGNS[number], span=span)] = number
    found.setflags(write=False)
    return found


def _days_of(*, campaign: Campaign, span: Span) -> Ints:
    dates = span.dates
    months = dates.astype("datetime64[M]")
    month = months.astype(np.int64) % 12 + 1
    day = (dates - months).astype(np.int64) + 1
    during = np.ones(len(dates), dtype=bool)
    if campaign.monthly is not None:
        during &= (day >= campaign.monthly[0]) & (day <= campaign.monthly[1])
    if campaign.yearly is not None:
        (first_month, first_day), (last_month, last_day) = campaign.yearly
        place = 100 * month + day
        during &= place >= 100 * first_month + first_day
        during &= place <= 100 * last_month + last_day
    if campaign.before is not None:
        name, days = campaign.before
        during &= _before(name=name, days=days, span=span)
    during &= np.isin((dates.astype(np.int64) + 3) % 7, campaign.weekdays)
    return np.flatnonzero(during)


def _before(*, name: str, days: int, span: Span) -> Ints:
    dates = span.dates
    found = np.zeros(len(dates), dtype=bool)
    last = (dates[-1] + days).astype(object)
    for festival in festivals(first=dates[0].astype(object), last=last):
        if festival.name == name:
            begins = np.datetime64(festival.begins_on)
            found |= (dates >= begins - days) & (dates < begins)
    return np.asarray(found)
