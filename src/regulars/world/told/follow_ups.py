"""The fact `follow_up`: what the staff ticked off, who arrived and which review was answered."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import FOLLOW_UP
from regulars.world.arrays import Ints
from regulars.world.cast.kinds import CABINS, SOURCES
from regulars.world.cast.staff import BACK_OFFICE, COUNTER_OF
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.bookings import NO_SHOW, STAYED, Bookings
from regulars.world.told.cares import SOURCE
from regulars.world.told.known import Known
from regulars.world.told.reviews import Reviews
from regulars.world.told.tables import dates_of, fact_table, instants_of, one_text

WORD_IDS = uuid.UUID("7b3d5f0e-2a64-5c1d-9b8f-4e6a1c9d2f70")
"""As the desk names what is said of a fact: a new word there takes the place of this one."""
SINCE_DAYS = 60
"""How long ago the desk came to show arrivals and reviews."""
ARRIVALS_SHARE = 0.7
TAKEN_BACK_SHARE = 0.06
"""Somebody pressed the wrong button; what the source says counts again."""
LOW_STARS = 3
REPLIED_SHARE, NO_REPLY_SHARE = 0.30, 0.15
"""Of low ratings that got no reply where they were written."""


@dataclass(frozen=True)
class _Word:
    """What is said of one fact. Null: `customer` -1 where it is not known whose."""

    about: str
    about_source: str
    about_key: str
    customer: int
    became: str
    staff: str
    day: int


def follow_up_table(
    known: Known, *, bookings: Bookings, reviews: Reviews, replied: Sequence[bool]
) -> pa.Table:
    """The fact `follow_up`: of arrivals, then of reviews, each by day. `replied` (reviews,)."""
    rng = known.rng("follow-ups")
    words = [
        *_of_arrivals(known, bookings, rng),
        *_of_reviews(known, reviews, replied, rng),
    ]
    days = np.array([word.day for word in words], dtype=np.int64)
    of, keys = known.sources, known.keys
    named = [word.customer if word.customer >= 0 else None for word in words]
    columns = {
        "source_id": [_word_id(word) for word in words],
        "source": one_text(SOURCE, len(words)),
        "customer_source": of.take(pa.array(named, type=pa.int64())),
        "customer_key": keys.take(pa.array(named, type=pa.int64())),
        "about": [word.about for word in words],
        "about_source": [word.about_source for word in words],
        "about_key": [word.about_key for word in words],
        "became": [word.became for word in words],
        "staff": [word.staff for word in words],
        "happened_at": instants_of(
            span=known.span, days=days, minutes=rng.integers(10 * 60, 21 * 60, len(words))
        ),
        "happened_on": dates_of(span=known.span, days=days),
    }
    return fact_table(contract=FOLLOW_UP, columns=columns)


def _word_id(word: _Word) -> str:
    name = "\x1f".join((word.about, word.about_source, word.about_key))
    return str(uuid.uuid5(WORD_IDS, name))


def _of_arrivals(known: Known, bookings: Bookings, rng: np.random.Generator) -> Iterator[_Word]:
    recent = (bookings.arrives >= HISTORY_DAYS - SINCE_DAYS) & (bookings.arrives < HISTORY_DAYS)
    due = recent & np.isin(bookings.state, (STAYED, NO_SHOW))
    rows = _some(np.flatnonzero(due), share=ARRIVALS_SHARE, rng=rng)
    rows = rows[np.argsort(bookings.arrives[rows], kind="stable")]
    taken_back = (rng.random(len(rows)) < TAKEN_BACK_SHARE).tolist()
    for row, back in zip(rows.tolist(), taken_back, strict=True):
        came = "arrived" if bookings.state[row] == STAYED else "did_not_come"
        yield _Word(
            about="reservation",
            about_source=CABINS,
            about_key=bookings.keys[row].as_py(),
            customer=int(bookings.customer[row]),
            became="open" if back else came,
            staff=COUNTER_OF[CABINS],
            day=int(bookings.arrives[row]),
        )


def _of_reviews(
    known: Known, reviews: Reviews, replied: Sequence[bool], rng: np.random.Generator
) -> Iterator[_Word]:
    low = (reviews.stars <= LOW_STARS) & ~np.array(replied, dtype=bool)
    rows = np.flatnonzero(low & (reviews.day >= HISTORY_DAYS - SINCE_DAYS))
    at = rng.random(len(rows))
    later = rng.integers(0, 6, len(rows))
    for row, chance, after in zip(rows.tolist(), at.tolist(), later.tolist(), strict=True):
        if chance >= REPLIED_SHARE + NO_REPLY_SHARE:
            continue
        yield _Word(
            about="review",
            about_source=SOURCES[int(known.orders.source[reviews.order[row]])],
            about_key=reviews.keys[row].as_py(),
            customer=int(reviews.author[row]) if reviews.is_known[row] else -1,
            became="replied" if chance < REPLIED_SHARE else "needs_no_reply",
            staff=BACK_OFFICE,
            day=min(int(reviews.day[row]) + after, HISTORY_DAYS - 1),
        )


def _some(rows: Ints, *, share: float, rng: np.random.Generator) -> Ints:
    return rows[rng.random(len(rows)) < share]
