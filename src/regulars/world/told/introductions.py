"""The fact `introduction`: who was brought together, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import INTRODUCTION
from regulars.world.arrays import Ints
from regulars.world.cast.fits import TOPICS
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, numbered, texts_at

MADE_SHARE = 0.22
"""Of the pairs that could be introduced: those that somebody thought of."""
SINCE_DAYS = 500
AGREE_SHARE = 0.72
"""Each of two, when asked."""
STATES = ("proposed", "one_agreed", "both_agreed", "introduced", "declined")
PROPOSED, ONE_AGREED, BOTH_AGREED, INTRODUCED, DECLINED = range(5)
OUTCOMES = ("met", "met_again", "nothing")
OUTCOME_KNOWN_SHARE = 0.75
LATELY_DAYS = 40


@dataclass(frozen=True)
class Introductions:
    """One row an introduction, by day. Shape: each (introductions,); `pair` a place among the
    pairs that fit, `outcome` one in OUTCOMES or -1."""

    keys: pa.Array
    pair: Ints
    day: Ints
    state: Ints
    outcome: Ints


def draw_introductions(known: Known) -> Introductions:
    """Better fits meet again more often; lately made ones are still on their way."""
    rng = known.rng("introductions")
    fits, state = known.fits, known.history.state
    bought = (state.orders[fits.one] > 0) & (state.orders[fits.other] > 0)
    pair = np.flatnonzero(bought & (rng.random(len(fits.one)) < MADE_SHARE))
    n = len(pair)
    first = np.maximum(state.first_day[fits.one[pair]], state.first_day[fits.other[pair]]) + 30
    first = np.clip(np.maximum(first, HISTORY_DAYS - SINCE_DAYS), 0, HISTORY_DAYS - 1)
    day = first + (rng.random(n) * (HISTORY_DAYS - first)).astype(np.int64)
    agreed = (rng.random((n, 2)) < AGREE_SHARE).sum(axis=1)
    on_the_way = np.minimum(rng.integers(0, 3, n), agreed)
    lately = (day >= HISTORY_DAYS - LATELY_DAYS) & (rng.random(n) < 0.7)
    made = np.where(lately, on_the_way, np.where(agreed == 2, INTRODUCED, DECLINED))
    fit, at = fits.fit[pair], rng.random(n)
    met = np.where(at < fit, 1, np.where(at < fit + 0.6 * (1 - fit), 0, 2))
    told = (made == INTRODUCED) & (rng.random(n) < OUTCOME_KNOWN_SHARE)
    by_day = np.lexsort((pair, day))
    return Introductions(
        keys=numbered("J-", np.arange(1, n + 1), digits=4),
        pair=pair[by_day],
        day=day[by_day],
        state=made[by_day],
        outcome=np.where(told, met, -1)[by_day],
    )


def introduction_table(known: Known, made: Introductions) -> pa.Table:
    """The fact `introduction`, by day. `other_source` is told: they may be of another house."""
    one, other = known.fits.one[made.pair], known.fits.other[made.pair]
    columns = {
        "source_id": made.keys,
        "source": known.sources.take(pa.array(one)),
        "customer_key": texts_at(known.keys, one),
        "other_source": known.sources.take(pa.array(other)),
        "other_key": texts_at(known.keys, other),
        "need": texts_at([topic.key for topic in TOPICS], known.fits.needs[one]),
        "state": texts_at(STATES, made.state),
        "happened_on": dates_of(span=known.span, days=made.day),
        "outcome": texts_at(OUTCOMES, made.outcome),
    }
    return fact_table(contract=INTRODUCTION, columns=columns)
