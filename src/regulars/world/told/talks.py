"""The fact `contact`: who was spoken with, how, and how it was received."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from regulars.contracts import CONTACT
from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.cast.laws import Laws
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance
from regulars.world.span import HISTORY_DAYS, Span
from regulars.world.told.notes import OFFERS, fitting_notes
from regulars.world.told.tables import dates_of, fact_table, instants_of, texts_at

CHANNELS = ("call", "visit", "counter", "message", "email", "letter")
CHANNEL_SHARES = (0.34, 0.12, 0.14, 0.28, 0.09, 0.03)
PERSONAL_CHANNELS = 3
"""The first ones, in which people speak with each other."""
LETTER = CHANNELS.index("letter")
REACTIONS = ("welcome", "neutral", "unwelcome", "ignored")
FOR_DISTANCE = ((0.66, 0.26, 0.02, 0.06), (0.05, 0.38, 0.39, 0.18))
FOR_CONTACT = ((0.28, 0.42, 0.10, 0.20), (0.82, 0.14, 0.02, 0.02))
"""Shares of the reactions, written and personal, at taste 0 and 1; between in proportion."""
TALKED_WITH_SHARE = 0.22
LARGE_TALKED_WITH_SHARE = 0.7
MORE_TALKS = 1.8
LARGE_LEFT_ALONE_SHARE = 0.45
"""Of large customers we once spoke with: nobody has for more than half a year."""
LEFT_ALONE_DAYS = 195
BEGAN_BY_SHARES = {"us": 0.62, "customer": 0.28}
OFFER_SHARE = 0.2
OBSERVED_SHARE = 0.88
NOT_OBSERVED = -1
NOTE_SHARE = 0.7


def contact_table(
    *, roster: Roster, laws: Laws, is_large: Flags, keys: Sequence[str], span: Span, seed: int
) -> pa.Table:
    """The fact `contact`, by day; reactions follow the person's true taste."""
    rng = chance(seed=seed, part="talks")
    customer, day = _who_and_when(laws=laws, is_large=is_large, rng=rng)
    n = len(customer)
    channel = rng.choice(len(CHANNELS), size=n, p=CHANNEL_SHARES)
    minute = (60 * rng.triangular(9.0, 16.0, 20.0, n)).astype(np.int64)
    personal = channel < PERSONAL_CHANNELS
    received = _reactions(taste=laws.taste[customer], personal=personal, rng=rng)
    reaction = np.where(rng.random(n) < OBSERVED_SHARE, received, NOT_OBSERVED)
    source = [roster.kind_at(row).source for row in customer.tolist()]
    columns = {
        "source_id": _numbers(source),
        "source": source,
        "customer_key": texts_at(keys, customer),
        "channel": texts_at(CHANNELS, channel),
        "began_by": _began_by(size=n, rng=rng),
        "happened_at": instants_of(
            span=span, days=day, minutes=np.where(channel == LETTER, -1, minute)
        ),
        "happened_on": dates_of(span=span, days=day),
        "offer": _offers(source=source, rng=rng),
        "reaction": texts_at(REACTIONS, reaction),
        "note": _notes(reaction=reaction, channel=channel, rng=rng),
    }
    return fact_table(contract=CONTACT, columns=columns)


def _who_and_when(*, laws: Laws, is_large: Flags, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Sorted by day; nobody is spoken with before they came or long after they left."""
    n = len(laws.joins)
    share = np.where(is_large, LARGE_TALKED_WITH_SHARE, TALKED_WITH_SHARE)
    talks = np.where(rng.random(n) < share, 1 + rng.poisson(MORE_TALKS, n), 0)
    left_alone = is_large & (rng.random(n) < LARGE_LEFT_ALONE_SHARE)
    end = np.where(left_alone, HISTORY_DAYS - LEFT_ALONE_DAYS, HISTORY_DAYS)
    end = np.minimum(end, laws.leaves + 60)
    talks[laws.joins >= end] = 0
    customer = np.repeat(np.arange(n), talks)
    begin = np.maximum(laws.joins, 0)[customer]
    day = begin + (rng.random(len(customer)) * (end[customer] - begin)).astype(np.int64)
    at = np.lexsort((customer, day))
    return customer[at], day[at]


def _reactions(*, taste: Floats, personal: Flags, rng: np.random.Generator) -> Ints:
    manner = personal.astype(np.int64)
    distance, contact = np.array(FOR_DISTANCE)[manner], np.array(FOR_CONTACT)[manner]
    shares = distance + taste[:, None] * (contact - distance)
    beyond = rng.random(len(taste))[:, None] >= np.cumsum(shares, axis=1)
    return np.asarray(np.minimum(beyond.sum(axis=1), len(REACTIONS) - 1), dtype=np.int64)


def _numbers(source: Sequence[str]) -> list[str]:
    """K-C-0001 at the cabins, K-S-0001 in the shop."""
    counts = dict.fromkeys(SOURCES, 0)
    numbers = []
    for name in source:
        counts[name] += 1
        numbers.append(f"K-{name[0].upper()}-{counts[name]:04d}")
    return numbers


def _began_by(*, size: int, rng: np.random.Generator) -> list[str | None]:
    us, customer = BEGAN_BY_SHARES["us"], BEGAN_BY_SHARES["customer"]
    at = rng.choice(3, size=size, p=(us, customer, 1 - us - customer))
    return [("us", "customer", None)[which] for which in at.tolist()]


def _offers(*, source: Sequence[str], rng: np.random.Generator) -> list[str | None]:
    chances = rng.random((len(source), 2)).tolist()
    return [
        OFFERS[name][int(which * len(OFFERS[name]))] if made < OFFER_SHARE else None
        for name, (made, which) in zip(source, chances, strict=True)
    ]


def _notes(*, reaction: Ints, channel: Ints, rng: np.random.Generator) -> list[str | None]:
    """Only who saw the reaction notes something."""
    notes: list[str | None] = []
    chances = rng.random((len(reaction), 2)).tolist()
    for which, how, (noted, at) in zip(reaction.tolist(), channel.tolist(), chances, strict=True):
        if which == NOT_OBSERVED or noted >= NOTE_SHARE:
            notes.append(None)
        else:
            fitting = fitting_notes(channel=CHANNELS[how], reaction=REACTIONS[which])
            notes.append(fitting[int(at * len(fitting))])
    return notes
