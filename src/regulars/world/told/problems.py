"""The fact `problem`: what was told of what went wrong, and whether it is over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import PROBLEM
from regulars.world.arrays import Flags, Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.cast.staff import BACK_OFFICE, COUNTER_OF, OWNER
from regulars.world.cast.tongues import WRITES
from regulars.world.life.issues import ISSUES
from regulars.world.life.troubles import TOPICS, Troubles
from regulars.world.season.span import HISTORY_DAYS, NEVER
from regulars.world.texts.writer import Written
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, instants_of, numbered, texts_at

STATES = ("open", "waiting", "solved", "closed")
OPEN, WAITING, SOLVED, CLOSED = range(4)
WAITING_SHARE = 0.4
PERSON_SHARE = 0.4
"""Of the problems of accounts: one of their persons tells."""
CHANNELS = ("phone", "message", "counter", "email")
CHANNEL_SHARES = (0.45, 0.30, 0.15, 0.10)
FOUND_BY_US_SHARE = 0.08
TIED_SHARE = 0.85
"""Of problems of a known issue that is known by then: somebody tied them to it."""
PROMISED_SHARE = 0.45
OPENS_AT, STEP_MINUTES, ENDS_AFTER_MINUTES = 9 * 60, 41, 240


@dataclass(frozen=True)
class Told:
    """The troubles that were told, by day.

    Shape: each (problems,); `place` in the history's log, `order` the row of the order.
    """

    troubles: Troubles
    place: Ints
    order: Ints
    speaker: Ints
    state: Ints
    channel: Ints
    in_charge: list[str]
    promised_days: Ints
    """So many days after they told us; 0 for nothing promised."""
    keys: pa.Array
    texts: list[Written]

    @property
    def is_over(self) -> Flags:
        return np.asarray(self.troubles.ended < HISTORY_DAYS)


def draw_told(known: Known) -> Told:
    """Every trouble that was felt and told up to the last day."""
    rng = known.rng("problems")
    every = known.history.troubles
    place = np.flatnonzero(every.told & (every.felt < HISTORY_DAYS))
    place = place[np.argsort(every.felt[place], kind="stable")]
    troubles, n = every.at(place), len(place)
    waits = rng.random(n) < WAITING_SHARE
    unsolved = np.where(waits, WAITING, OPEN)
    ended = np.where(troubles.solved, SOLVED, CLOSED)
    speaker = known.speakers(rows=troubles.customer, share=PERSON_SHARE, rng=rng)
    return Told(
        troubles=troubles,
        place=place,
        order=known.order_of(customer=troubles.customer, number=troubles.number),
        speaker=speaker,
        state=np.where(troubles.ended < HISTORY_DAYS, ended, unsolved),
        channel=rng.choice(len(CHANNELS), size=n, p=CHANNEL_SHARES),
        in_charge=_in_charge(known=known, troubles=troubles, rng=rng),
        promised_days=np.where(rng.random(n) < PROMISED_SHARE, rng.integers(1, 4, n), 0),
        keys=numbered("P-", np.arange(1, n + 1), digits=4),
        texts=_texts(known=known, troubles=troubles, speaker=speaker, rng=rng),
    )


def problem_table(known: Known, told: Told, *, reservation_of_order: pa.Array) -> pa.Table:
    """The fact `problem`, by day.

    Shape: `reservation_of_order` (orders,), null where the order is no stay.
    """
    rng = known.rng("problem table")
    troubles, n = told.troubles, len(told.place)
    over = told.is_over
    minute = minutes_told(told.place)
    promised = told.promised_days > 0
    columns = {
        "source_id": told.keys,
        "source": known.sources.take(pa.array(troubles.customer)),
        "customer_key": texts_at(known.keys, told.speaker),
        "topic": topics_of(known, troubles),
        "happened_at": instants_of(span=known.span, days=troubles.felt, minutes=minute),
        "happened_on": dates_of(span=known.span, days=troubles.felt),
        "state": texts_at(STATES, told.state),
        "ended_at": instants_of(
            span=known.span, days=troubles.ended, minutes=minute + ENDS_AFTER_MINUTES, known=over
        ),
        "ended_on": dates_of(span=known.span, days=troubles.ended, known=over),
        "priority": texts_at(("high", "normal"), rng.integers(-1, 2, n)),
        "channel": texts_at(CHANNELS, told.channel),
        "found_by": texts_at(
            ("customer", "us"), (rng.random(n) < FOUND_BY_US_SHARE).astype(np.int64)
        ),
        "in_charge": told.in_charge,
        "promised_at": instants_of(
            span=known.span,
            days=troubles.felt + told.promised_days,
            minutes=np.full(n, 12 * 60),
            known=promised,
        ),
        "order_key": texts_at(known.numbers, told.order),
        "reservation_key": reservation_of_order.take(pa.array(told.order)),
        "product_key": texts_at([one.product for one in ISSUES], troubles.issue),
        "known_issue_key": texts_at([one.key for one in ISSUES], _tied(troubles, rng)),
        "text": [one.text for one in told.texts],
    }
    return fact_table(contract=PROBLEM, columns=columns)


def minutes_told(place: Ints) -> Ints:
    """At which minute of the day each was told, by its place in the log."""
    return np.asarray(OPENS_AT + (place * 17) % 480)


def topics_of(known: Known, troubles: Troubles) -> pa.Array:
    """What each is about."""
    every = [topic for name in SOURCES for topic in TOPICS[name]]
    first = np.cumsum([0, *(len(TOPICS[name]) for name in SOURCES)])
    source = known.setting.roster.source[troubles.customer]
    return texts_at(every, first[source] + troubles.topic)


def _tied(troubles: Troubles, rng: np.random.Generator) -> Ints:
    since = np.array([HISTORY_DAYS - 1 - one.known for one in ISSUES] + [NEVER])[troubles.issue]
    # Those that were told before somebody saw the cause are tied to it later.
    tied = (rng.random(len(troubles)) < TIED_SHARE) & (troubles.felt >= since - 30)
    return np.where(tied, troubles.issue, -1)


def _in_charge(*, known: Known, troubles: Troubles, rng: np.random.Generator) -> list[str]:
    sources = known.setting.roster.source[troubles.customer].tolist()
    at = rng.random(len(troubles)).tolist()
    after = troubles.transfers.tolist()
    return [
        COUNTER_OF[SOURCES[source]] if moved == 0 else (OWNER if which < 0.3 else BACK_OFFICE)
        for source, moved, which in zip(sources, after, at, strict=True)
    ]


def _texts(
    *, known: Known, troubles: Troubles, speaker: Ints, rng: np.random.Generator
) -> list[Written]:
    sources = known.setting.roster.source[troubles.customer].tolist()
    tongues = known.tongues.writes[speaker].tolist()
    return [
        known.writer.problem(
            source=SOURCES[source],
            topic=TOPICS[SOURCES[source]][topic],
            tongue=WRITES[tongue],
            rng=rng,
        )
        for source, topic, tongue in zip(sources, troubles.topic.tolist(), tongues, strict=True)
    ]
