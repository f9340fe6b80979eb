"""The facts `answer` and `review`: what customers say when asked, and in public."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from regulars.contracts import ANSWER, REVIEW
from regulars.world.arrays import Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.chance import chance
from regulars.world.goods.orders import PLACED, Orders
from regulars.world.span import HISTORY_DAYS, Span
from regulars.world.told.problems import Troubles, problem_keys
from regulars.world.told.tables import dates_of, fact_table, texts_at

NPS_SHARE = 0.06
CES_SHARE = 0.45
"""Of the problems that ended: who says how easy it was."""
REVIEW_SHARE = 0.03
ANSWERED_AFTER_DAYS = 3
QUESTIONS = {
    "nps": "How likely are you to recommend us?",
    "ces": "They made it easy for me to handle my issue",
}


def answer_table(
    *, troubles: Troubles, orders: Orders, customer_keys: Sequence[str], span: Span, seed: int
) -> pa.Table:
    """The fact `answer`: after orders whether they would recommend, after problems how easy."""
    rng = chance(seed=seed, part="answers")
    asked = _some_orders(orders=orders, share=NPS_SHARE, rng=rng)
    bad = np.isin(asked, troubles.order)
    nps = np.clip(np.round(rng.normal(np.where(bad, 5.0, 8.6), 1.6)), 0, 10).astype(np.int64)
    ended = np.flatnonzero((troubles.ended >= 0) & (rng.random(len(troubles.told)) < CES_SHARE))
    slow = troubles.ended[ended] - troubles.told[ended] > 10
    ces = np.clip(np.round(rng.normal(np.where(slow, 3.2, 5.8), 1.1)), 1, 7).astype(np.int64)
    order = np.concatenate([asked, troubles.order[ended]])
    since = np.concatenate([orders.day[asked], troubles.ended[ended]])
    day = np.minimum(since + rng.integers(0, ANSWERED_AFTER_DAYS, len(since)), HISTORY_DAYS - 1)
    kind = ["nps"] * len(asked) + ["ces"] * len(ended)
    about = np.concatenate([np.full(len(asked), -1), ended])
    columns = {
        "source_id": [f"A-{place:04d}" for place in range(1, len(kind) + 1)],
        "source": texts_at(SOURCES, orders.source[order]),
        "customer_key": texts_at(customer_keys, orders.customer[order]),
        "question": [QUESTIONS[one] for one in kind],
        "kind": kind,
        "score": np.concatenate([nps, ces]),
        "happened_on": dates_of(span=span, days=day),
        "problem_key": texts_at(problem_keys(troubles), about),
    }
    return fact_table(contract=ANSWER, columns=columns)


def review_table(
    *,
    troubles: Troubles,
    orders: Orders,
    keys: Sequence[str],
    customer_keys: Sequence[str],
    span: Span,
    seed: int,
) -> pa.Table:
    """The fact `review`: stars in public, fewer where something went wrong."""
    rng = chance(seed=seed, part="reviews")
    order = _some_orders(orders=orders, share=REVIEW_SHARE, rng=rng)
    bad = np.isin(order, troubles.order)
    stars = np.clip(np.round(rng.normal(np.where(bad, 2.4, 4.6), 0.8)), 1, 5).astype(np.int64)
    day = np.minimum(orders.day[order] + rng.integers(0, 10, len(order)), HISTORY_DAYS - 1)
    columns = {
        "source_id": [f"G-{place:04d}" for place in range(1, len(order) + 1)],
        "source": texts_at(SOURCES, orders.source[order]),
        "customer_key": texts_at(customer_keys, orders.customer[order]),
        "site": ["google"] * len(order),
        "rating_milli": 1000 * stars,
        "best_rating": [5] * len(order),
        "happened_on": dates_of(span=span, days=day),
        "order_key": texts_at(keys, order),
    }
    return fact_table(contract=REVIEW, columns=columns)


def _some_orders(*, orders: Orders, share: float, rng: np.random.Generator) -> Ints:
    named = (orders.customer >= 0) & (orders.state == PLACED)
    return np.flatnonzero(named & (rng.random(len(orders.day)) < share)).astype(np.int64)
