"""How demand moves through the year: months, days of the week, festivals, weather."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Days, Floats
from regulars.world.cast.kinds import CABINS, SHOP, Kind
from regulars.world.season.festivals import festivals
from regulars.world.span import Span


@dataclass(frozen=True)
class Season:
    """Factors of demand; `months` from January, `weekdays` from Monday."""

    months: tuple[float, ...]
    weekdays: tuple[float, ...]
    festivals: dict[str, float]


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
}


def demand(*, kind: Kind, span: Span) -> Floats:
    """How much more than usual customers of this kind buy on each day.

    Shape: (days of history and of the year after it,) float64, mean 1.
    """
    raw = _of_the_source(source=kind.source, dates=span.dates) ** kind.season
    return np.asarray(raw / raw.mean(), dtype=np.float64)


def _of_the_source(*, source: str, dates: Days) -> Floats:
    season = SEASONS[source]
    months = dates.astype("datetime64[M]").astype(np.int64) % 12
    weekdays = (dates.astype(np.int64) + 3) % 7  # 1 January 1970 was a Thursday
    factors = np.array(season.months)[months] * np.array(season.weekdays)[weekdays]
    for festival in festivals(first=dates[0].astype(object), last=dates[-1].astype(object)):
        during = (dates >= np.datetime64(festival.begins_on)) & (
            dates <= np.datetime64(festival.ends_on)
        )
        factors[during] *= season.festivals.get(festival.name, 1.0)
    return np.asarray(factors, dtype=np.float64)
