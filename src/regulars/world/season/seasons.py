"""How demand moves through the year: months, days of the week, festivals, weather."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from regulars.world.arrays import Days, Floats
from regulars.world.cast.kinds import CABINS, SHOP, TEXTILES, Kind
from regulars.world.season.festivals import festivals
from regulars.world.season.span import Span


@dataclass(frozen=True)
class Season:
    """Factors of demand; `months` from January, `weekdays` from Monday.

    Units: `before` has the factor for days from the first to the second number of days before a
           festival: cloth for a feast is bought by traders weeks ahead.
    """

    months: tuple[float, ...]
    weekdays: tuple[float, ...]
    festivals: dict[str, float]
    before: dict[str, tuple[int, int, float]] = field(default_factory=dict)


SEASONS: dict[str, Season] = {
    CABINS: Season(
        months=(1.75, 1.5, 0.95, 0.7, 0.55, 0.35, 0.32, 0.38, 0.55, 1.0, 1.55, 1.9),
        weekdays=(0.6, 0.55, 0.65, 1.7, 1.9, 0.95, 0.65),
        festivals={
            "ramadan": 0.35,
            "eid": 2.2,
            "durga puja": 1.9,
            "new year of the hills": 1.6,
            "end of the year": 1.35,
        },
    ),
    SHOP: Season(
        # Tuesday and Friday are market days.
        months=(1.15, 1.1, 1.0, 1.0, 0.95, 0.88, 0.86, 0.88, 0.92, 1.02, 1.1, 1.15),
        weekdays=(0.85, 1.25, 0.85, 0.95, 1.4, 1.0, 0.8),
        festivals={
            "ramadan": 1.1,
            "eid": 1.25,
            "durga puja": 1.15,
            "new year of the hills": 1.35,
        },
    ),
    TEXTILES: Season(
        # Uniforms in December and January, warm cloth in autumn; Friday is closed but for calls.
        months=(1.15, 0.95, 0.95, 0.95, 0.8, 0.75, 0.8, 0.95, 1.1, 1.15, 1.15, 1.2),
        weekdays=(1.1, 1.1, 1.05, 1.0, 0.12, 1.05, 1.15),
        festivals={"eid": 0.3, "durga puja": 0.7},
        before={
            "eid": (50, 9, 1.8),
            "durga puja": (45, 8, 1.45),
            "new year of the hills": (35, 6, 1.35),
        },
    ),
}


@lru_cache(maxsize=256)
def demand(*, kind: Kind, span: Span) -> Floats:
    """How much more than usual customers of this kind buy on each day.

    Shape: (days of history and of the year after it,) float64, mean 1; not to be written to.
    """
    raw = _of_the_source(source=kind.source, span=span) ** kind.season
    level = np.asarray(raw / raw.mean(), dtype=np.float64)
    level.setflags(write=False)
    return level


@lru_cache(maxsize=32)
def _of_the_source(*, source: str, span: Span) -> Floats:
    season, dates = SEASONS[source], span.dates
    months = dates.astype("datetime64[M]").astype(np.int64) % 12
    weekdays = (dates.astype(np.int64) + 3) % 7  # 1 January 1970 was a Thursday
    factors = np.array(season.months)[months] * np.array(season.weekdays)[weekdays]
    # A feast may lie so early in the year that its preparation began in the year before.
    first, last = dates[0].astype(object), (dates[-1] + 60).astype(object)
    for festival in festivals(first=first, last=last):
        begins, ends = np.datetime64(festival.begins_on), np.datetime64(festival.ends_on)
        factors[_between(dates, begins, ends)] *= season.festivals.get(festival.name, 1.0)
        if festival.name in season.before:
            early, late, factor = season.before[festival.name]
            factors[_between(dates, begins - early, begins - late)] *= factor
    return np.asarray(factors, dtype=np.float64)


def _between(dates: Days, first: np.datetime64, last: np.datetime64) -> Days:
    return np.asarray((dates >= first) & (dates <= last))
