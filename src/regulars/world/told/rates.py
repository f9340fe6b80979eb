"""The fact `rate`: what a dollar and a euro were worth; a made walk, no real market's."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.contracts import RATE
from regulars.world.arrays import Floats
from regulars.world.cast.kinds import TEXTILES
from regulars.world.goods.abroad import CURRENCIES
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import CURRENCY, dates_of, fact_table, numbered, one_text, texts_at

FIRST = {"USD": 108.0, "EUR": 117.5}
A_DAY = 0.0018
GROWS_A_YEAR = 0.035
BANK_DAYS = (6, 0, 1, 2, 3)
"""From Sunday to Thursday, counted from Monday; on the others the last one counts."""


def rates(known: Known) -> dict[str, Floats]:
    """Taka for one unit of each currency, on each day of the history."""
    rng = known.rng("rates")
    return {
        name: first * np.exp(np.cumsum(rng.normal(GROWS_A_YEAR / 365, A_DAY, HISTORY_DAYS)))
        for name, first in FIRST.items()
    }


def rate_table(known: Known) -> pa.Table:
    """The fact `rate`, by currency and day; only where somebody pays in another currency."""
    weekday = (known.span.dates[:HISTORY_DAYS].astype(np.int64) + 3) % 7
    day = np.flatnonzero(np.isin(weekday, BANK_DAYS))
    if TEXTILES not in known.setting.sources:
        day = day[:0]
    every = rates(known)
    names = list(every)
    n = len(day)
    currency = np.repeat([CURRENCIES.index(name) for name in names], n)
    rate = np.concatenate([np.round(every[name][day] * 1e8) for name in names])
    columns = {
        "source_id": numbered("Q-", np.arange(1, len(rate) + 1), digits=5),
        "source": one_text(TEXTILES, len(rate)),
        "currency": texts_at(CURRENCIES, currency),
        "to_currency": one_text(CURRENCY, len(rate)),
        "rated_on": dates_of(span=known.span, days=np.tile(day, len(names))),
        "rate_e8": rate.astype(np.int64),
    }
    return fact_table(contract=RATE, columns=columns)
