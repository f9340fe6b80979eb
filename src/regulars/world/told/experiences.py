"""How orders were experienced: what was good or bad, and what had been expected."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES, TEXTILES
from regulars.world.life.troubles import TOPICS
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.texts.bank import read
from regulars.world.texts.writer import BAD, EXPECTATION_SHARE, GOOD, Label
from regulars.world.told.known import Known

ASPECT_OF_TOPIC: dict[str, dict[str, str]] = {
    CABINS: {
        "hot water": "hot water",
        "noise": "quiet",
        "bill": "price",
        "cleaning": "cleanliness",
        "booking": "check-in",
        "road": "road",
    },
    SHOP: {
        "delivery": "delivery",
        "quality": "freshness",
        "bill": "price",
        "missing goods": "delivery",
        "staff": "staff",
    },
    TEXTILES: {
        "colour": "colour",
        "delivery": "delivery",
        "short length": "length",
        "bill": "terms",
        "weave": "cloth",
    },
}
ORIGINS = ("own_needs", "past_experience", "company", "third_party")
ORIGIN_SHARES = (0.28, 0.30, 0.22, 0.20)
FIRST_ORDER_SHARES = (0.33, 0.0, 0.30, 0.37)
"""Who buys for the first time has no experience."""
EXCEEDED_SHARE = 0.25
"""Of what was good: more than expected."""


def aspects_of(source: str) -> tuple[str, ...]:
    """What a house is judged by."""
    return tuple(read("aspects")[source])


def chance_of_good(*, source: str, days: Ints) -> Floats:
    """The true chance that each aspect is experienced as good on each of these days.

    Shape: (days, aspects) float64. It moves in a straight line from the first year's middle to
           the last year's.
    """
    first, last = np.array([one["good"] for one in read("aspects")[source].values()]).T
    share = np.clip((days - 182) / (HISTORY_DAYS - 365), 0.0, 1.0)
    return np.asarray(first + share[:, None] * (last - first))


def labels_of(known: Known, *, orders: Ints, rng: np.random.Generator) -> list[list[Label]]:
    """What somebody who writes of these orders would write of: one to three aspects each.

    What went wrong with the order, told or not, is among them.
    """
    wrong = _wrong_aspects(known)
    first = _is_first_order(known)
    found = []
    for row in orders.tolist():
        source = SOURCES[int(known.orders.source[row])]
        names = aspects_of(source)
        said = np.array([one["said"] for one in read("aspects")[source].values()])
        good = chance_of_good(source=source, days=known.orders.day[[row]])[0]
        count = 1 + int(rng.binomial(2, 0.35))
        which = rng.choice(len(names), size=count, replace=False, p=said / said.sum())
        labels = {names[at]: GOOD if rng.random() < good[at] else BAD for at in which.tolist()}
        if row in wrong:
            labels = {wrong[row]: BAD, **{k: v for k, v in labels.items() if k != wrong[row]}}
        found.append(_with_expectation(list(labels.items()), bool(first[row]), rng))
    return found


def stars_of(
    known: Known, labels: list[list[Label]], *, orders: Ints, rng: np.random.Generator
) -> Ints:
    """One to five, by what is said, what went wrong, and how friendly one is."""
    n = len(labels)
    good = np.array([np.mean([one.sentiment == GOOD for one in of]) for of in labels])
    went_wrong = _wrong_aspects(known)
    wrong = np.array([row in went_wrong for row in orders.tolist()], dtype=np.float64)
    friendly = known.setting.laws.friendly[known.orders.customer[orders]]
    mean = 1.8 + 2.9 * good.reshape(n) - 0.9 * wrong.reshape(n) + 0.7 * (friendly - 0.5)
    noisy = mean + 0.55 * rng.standard_normal(n)
    return np.clip(np.round(noisy), 1, 5).astype(np.int64)


def _with_expectation(
    said: list[tuple[str, str]], is_first: bool, rng: np.random.Generator
) -> list[Label]:
    labels = [Label(aspect, sentiment) for aspect, sentiment in said]
    if rng.random() < EXPECTATION_SHARE:
        shares = FIRST_ORDER_SHARES if is_first else ORIGIN_SHARES
        origin = ORIGINS[int(rng.choice(len(ORIGINS), p=shares))]
        aspect, sentiment = said[0]
        outcome = "missed"
        if sentiment == GOOD:
            outcome = "exceeded" if rng.random() < EXCEEDED_SHARE else "met"
        labels[0] = Label(aspect, sentiment, origin, outcome)
    return labels


def _wrong_aspects(known: Known) -> dict[int, str]:
    """The aspect that went wrong with each order that something went wrong with."""
    troubles = known.history.troubles
    rows = known.order_of(customer=troubles.customer, number=troubles.number)
    source = known.setting.roster.source[troubles.customer].tolist()
    return {
        row: ASPECT_OF_TOPIC[SOURCES[of]][TOPICS[SOURCES[of]][topic]]
        for row, of, topic in zip(rows.tolist(), source, troubles.topic.tolist(), strict=True)
    }


def _is_first_order(known: Known) -> Flags:
    number = np.full(len(known.orders.day), -1)
    number[: len(known.history.purchases.number)] = known.history.purchases.number
    return np.asarray(number == 0)
