"""The fact `review`: what customers say in public, and what we replied."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import REVIEW
from regulars.world.arrays import Flags, Ints
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES, TEXTILES
from regulars.world.cast.tongues import WRITES
from regulars.world.goods.orders import PLACED
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.texts.writer import Written
from regulars.world.told.experiences import labels_of, stars_of
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, numbered, texts_at

REVIEW_SHARE = {CABINS: 0.14, SHOP: 0.011, TEXTILES: 0.045}
"""Of orders; who is friendly, and whom something went wrong for, writes more readily."""
WRONG_TIMES = 3.0
SITES = ("google", "facebook", "booking portal")
SITE_SHARES = {
    CABINS: (0.5, 0.15, 0.35),
    SHOP: (0.6, 0.4, 0.0),
    TEXTILES: (0.7, 0.3, 0.0),
}
LANGUAGE_TOLD_SHARE = 0.6
ANONYMOUS_SHARE = 0.2
"""Of reviews: nobody knows which customer wrote it."""
TEXT_SHARE = 0.85
TITLE_SHARE = 0.3
REPLY_SHARE = 0.45
ORDER_KNOWN_SHARE = 0.6
PERSON_SHARE = 0.3


@dataclass(frozen=True)
class Reviews:
    """One row a review, by day. Shape: each (reviews,); `text` None where there are only stars."""

    order: Ints
    author: Ints
    is_known: Flags
    day: Ints
    stars: Ints
    texts: list[Written | None]
    keys: pa.Array


def draw_reviews(known: Known) -> Reviews:
    """Who writes after which order, and what."""
    rng = known.rng("reviews")
    order = _orders(known, rng)
    day = np.minimum(known.orders.day[order] + rng.integers(0, 12, len(order)), HISTORY_DAYS - 1)
    at = np.argsort(day, kind="stable")
    order, day = order[at], day[at]
    customer = known.orders.customer[order]
    author = known.speakers(rows=customer, share=PERSON_SHARE, rng=rng)
    labels = labels_of(known, orders=order, rng=rng)
    sources = known.orders.source[order].tolist()
    tongues = known.tongues.writes[author].tolist()
    texts = [
        known.writer.review(source=SOURCES[source], tongue=WRITES[tongue], said=said, rng=rng)
        if rng.random() < TEXT_SHARE
        else None
        for source, tongue, said in zip(sources, tongues, labels, strict=True)
    ]
    return Reviews(
        order=order,
        author=author,
        is_known=rng.random(len(order)) >= ANONYMOUS_SHARE,
        day=day,
        stars=stars_of(known, labels, orders=order, rng=rng),
        texts=texts,
        keys=numbered("G-", np.arange(1, len(order) + 1), digits=4),
    )


def review_table(known: Known, reviews: Reviews, *, reservation_of_order: pa.Array) -> pa.Table:
    """The fact `review`, by day."""
    rng = known.rng("review table")
    n = len(reviews.order)
    source = known.orders.source[reviews.order]
    upper = np.cumsum([SITE_SHARES[name] for name in SOURCES], axis=1)[source]
    site = np.minimum((rng.random(n)[:, None] >= upper).sum(axis=1), len(SITES) - 1)
    about = np.where(reviews.is_known & (rng.random(n) < ORDER_KNOWN_SHARE), reviews.order, -1)
    replies = _replies(known, reviews, rng)
    replied = np.array([reply is not None for reply in replies], dtype=bool)
    columns = {
        "source_id": reviews.keys,
        "source": texts_at(SOURCES, source),
        "customer_key": texts_at(known.keys, np.where(reviews.is_known, reviews.author, -1)),
        "site": texts_at(SITES, site),
        "rating_milli": 1000 * reviews.stars,
        "best_rating": np.full(n, 5),
        "happened_on": dates_of(span=known.span, days=reviews.day),
        "language": _languages(reviews, rng),
        "author": [_shown(known.names[row].spelling.latin) for row in reviews.author.tolist()],
        "title": _titles(reviews, rng),
        "text": [None if one is None else one.text for one in reviews.texts],
        "reply": replies,
        "replied_on": dates_of(
            span=known.span,
            days=np.minimum(reviews.day + rng.integers(0, 9, n), HISTORY_DAYS - 1),
            known=replied,
        ),
        "order_key": texts_at(known.numbers, about),
        "reservation_key": reservation_of_order.take(pa.array(about, mask=about < 0)),
    }
    return fact_table(contract=REVIEW, columns=columns)


def _orders(known: Known, rng: np.random.Generator) -> Ints:
    orders = known.orders
    named = (orders.customer >= 0) & (orders.state == PLACED)
    share = np.array([REVIEW_SHARE[name] for name in SOURCES])[orders.source]
    troubles = known.history.troubles
    wrong = np.zeros(len(orders.day), dtype=bool)
    wrong[known.order_of(customer=troubles.customer, number=troubles.number)] = True
    ready = 0.4 + 1.2 * known.setting.laws.friendly[orders.customer]
    share = share * np.where(wrong, WRONG_TIMES, ready)
    return np.flatnonzero(named & (rng.random(len(share)) < share))


def _shown(name: str) -> str:
    """First name and an initial, as the sites show it."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name


def _languages(reviews: Reviews, rng: np.random.Generator) -> list[str | None]:
    """Some sites tell it; of Bengali in Latin letters none does."""
    told = (rng.random(len(reviews.order)) < LANGUAGE_TOLD_SHARE).tolist()
    return [
        one.language if one is not None and one.language != "mixed" and known else None
        for one, known in zip(reviews.texts, told, strict=True)
    ]


def _titles(reviews: Reviews, rng: np.random.Generator) -> list[str | None]:
    """The first sentence, where the site asks for a title."""
    has = (rng.random(len(reviews.order)) < TITLE_SHARE).tolist()
    return [
        one.text.replace("।", ".").split(".")[0].strip() or None
        if one is not None and wanted
        else None
        for one, wanted in zip(reviews.texts, has, strict=True)
    ]


def _replies(known: Known, reviews: Reviews, rng: np.random.Generator) -> list[str | None]:
    found: list[str | None] = []
    for stars, one in zip(reviews.stars.tolist(), reviews.texts, strict=True):
        if one is None or rng.random() >= REPLY_SHARE:
            found.append(None)
            continue
        mood = "good" if stars >= 4 else "bad"
        tongue = "en" if one.language == "en" else "bn"
        found.append(known.writer.small(path=("reply", mood), tongue=tongue, rng=rng))
    return found
