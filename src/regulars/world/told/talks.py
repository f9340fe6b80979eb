"""The fact `contact`: who was spoken with, how, and how it was received."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import CONTACT
from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES, TEXTILES
from regulars.world.life.past_care import DONE, LARGE_AND_SILENT
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.texts.writer import Written
from regulars.world.told.keys import counted_within
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, instants_of, numbered, texts_at

CHANNELS = ("call", "visit", "counter", "message", "email", "letter")
CHANNEL_SHARES = (0.34, 0.12, 0.14, 0.28, 0.09, 0.03)
PERSONAL_CHANNELS = 3
"""The first ones, in which people speak with each other."""
LETTER = CHANNELS.index("letter")
REACTIONS = ("welcome", "neutral", "unwelcome", "ignored")
FOR_DISTANCE = ((0.66, 0.26, 0.02, 0.06), (0.05, 0.38, 0.39, 0.18))
FOR_CONTACT = ((0.28, 0.42, 0.10, 0.20), (0.82, 0.14, 0.02, 0.02))
"""Shares of the reactions, written and personal, at taste 0 and 1; between in proportion."""
IN_A_MOMENT = (0.08, 0.47, 0.30, 0.15)
"""Of somebody tired or in a hurry, whatever their taste."""
TO_A_FITTING_OFFER = (0.75, 0.18, 0.02, 0.05)
TO_ANOTHER_OFFER = (0.12, 0.45, 0.18, 0.25)
MOMENT_SHARE = 0.10
TALKED_WITH_SHARE = 0.22
LARGE_TALKED_WITH_SHARE = 0.7
MORE_TALKS = 1.8
LARGE_LEFT_ALONE_SHARE = 0.45
"""Of large customers we once spoke with: nobody has for more than half a year."""
LEFT_ALONE_DAYS = 195
BEGAN_BY_SHARES = (0.62, 0.28)
OFFER_SHARE = 0.25
OBSERVED_SHARE = 0.88
NOT_OBSERVED = -1
NOTE_SHARE = 0.7
DRIVEN_BY = ("manner", "offer", "moment")
BY_MANNER, BY_OFFER, BY_MOMENT = range(3)
OFFERS: dict[str, tuple[tuple[str, bool], ...]] = {
    CABINS: (
        ("guided walk to the falls", False),
        ("first choice of the winter dates", False),
        ("late check-out", False),
        ("the quiet cabin by the stream, made up as they like it", True),
        ("a dinner cooked to their wish", True),
    ),
    SHOP: (
        ("first honey of the season", False),
        ("delivery to the door", False),
        ("a taste of the new tea", False),
        ("a basket packed to their list", True),
        ("cloth woven to their measure", True),
    ),
    TEXTILES: (
        ("the new shade card", False),
        ("the season's list with its prices", False),
        ("dyeing to their own sample", True),
        ("bolts cut to their lengths", True),
    ),
}
"""By source, and whether it is made to measure; nothing that is a bribe."""


@dataclass(frozen=True)
class Talks:
    """One row a contact, by day. Shape: each (contacts,); `reaction` a place in REACTIONS, -1
    where nobody saw it; `offer` a place in the offers of the source, or -1; `driven_by` a place
    in DRIVEN_BY."""

    customer: Ints
    day: Ints
    channel: Ints
    offer: Ints
    reaction: Ints
    driven_by: Ints
    notes: list[Written | None]
    keys: pa.Array


def draw_talks(known: Known) -> Talks:
    """Who was spoken with when; reactions follow the person's true taste of that day."""
    rng = known.rng("talks")
    customer, day = _who_and_when(known, rng)
    n = len(customer)
    channel = rng.choice(len(CHANNELS), size=n, p=CHANNEL_SHARES)
    source = known.setting.roster.source[customer]
    count = np.array([len(OFFERS[name]) for name in SOURCES])[source]
    which = (rng.random(n) * count).astype(np.int64)
    offer = np.where(rng.random(n) < OFFER_SHARE, which, -1)
    driven = np.where((offer >= 0) & (rng.random(n) < 0.5), BY_OFFER, BY_MANNER)
    driven = np.where(rng.random(n) < MOMENT_SHARE, BY_MOMENT, driven)
    shares = _shares(known, customer=customer, day=day, channel=channel, offer=offer, driven=driven)
    beyond = rng.random(n)[:, None] >= np.cumsum(shares, axis=1)
    received = np.minimum(beyond.sum(axis=1), len(REACTIONS) - 1)
    reaction = np.where(rng.random(n) < OBSERVED_SHARE, received, NOT_OBSERVED)
    at = np.lexsort((np.arange(n), source))
    number = np.empty(n, dtype=np.int64)
    number[at] = counted_within(source[at])
    before = pa.array(("K-C-", "K-S-", "K-T-")).take(pa.array(source))
    return Talks(
        customer=customer,
        day=day,
        channel=channel,
        offer=offer,
        reaction=reaction.astype(np.int64),
        driven_by=driven,
        notes=_notes(known, reaction=reaction, channel=channel, driven=driven, rng=rng),
        keys=numbered(before, number, digits=4),
    )


def contact_table(known: Known, talks: Talks) -> pa.Table:
    """The fact `contact`, by day."""
    rng = known.rng("contact table")
    n = len(talks.customer)
    minute = (60 * rng.triangular(9.0, 16.0, 20.0, n)).astype(np.int64)
    source = known.setting.roster.source[talks.customer]
    began = np.searchsorted(np.cumsum(BEGAN_BY_SHARES), rng.random(n), side="right")
    first = np.cumsum([0, *(len(OFFERS[name]) for name in SOURCES)])[source]
    offers = [text for name in SOURCES for text, _ in OFFERS[name]]
    columns = {
        "source_id": talks.keys,
        "source": texts_at(SOURCES, source),
        "customer_key": texts_at(known.keys, talks.customer),
        "channel": texts_at(CHANNELS, talks.channel),
        "began_by": texts_at(("us", "customer", None), began),
        "happened_at": instants_of(
            span=known.span,
            days=talks.day,
            minutes=np.where(talks.channel == LETTER, -1, minute),
        ),
        "happened_on": dates_of(span=known.span, days=talks.day),
        "offer": texts_at(offers, np.where(talks.offer >= 0, first + talks.offer, -1)),
        "reaction": texts_at(REACTIONS, talks.reaction),
        "note": [None if one is None else one.text for one in talks.notes],
    }
    return fact_table(contract=CONTACT, columns=columns)


def _who_and_when(known: Known, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Sorted by day; nobody is spoken with before they came or long after they left."""
    setting, state, large = known.setting, known.history.state, known.is_large
    n = len(setting)
    share = np.where(large, LARGE_TALKED_WITH_SHARE, TALKED_WITH_SHARE)
    talks = np.where(rng.random(n) < share, 1 + rng.poisson(MORE_TALKS, n), 0)
    left_alone = large & (rng.random(n) < LARGE_LEFT_ALONE_SHARE)
    end = np.where(left_alone, HISTORY_DAYS - LEFT_ALONE_DAYS, HISTORY_DAYS)
    end = np.minimum(end, state.leaves + 60)
    joins = setting.laws.joins
    talks[joins >= end] = 0
    customer = np.repeat(np.arange(n), talks)
    begin = np.maximum(joins, 0)[customer]
    day = begin + (rng.random(len(customer)) * (end[customer] - begin)).astype(np.int64)
    keep = ~_before_care_for_the_silent(known, customer, day)
    customer, day = customer[keep], day[keep]
    at = np.lexsort((customer, day))
    return customer[at], day[at]


def _before_care_for_the_silent(known: Known, customer: Ints, day: Ints) -> Flags:
    """Who was on a list because nobody had spoken with them had not been spoken with."""
    cares = known.history.cares
    silent = np.flatnonzero((cares.play == LARGE_AND_SILENT) & (cares.state == DONE))
    cared = np.full(len(known.setting), -1)
    cared[cares.customer[silent]] = cares.day[silent]
    return np.asarray((day <= cared[customer]) & (day > cared[customer] - 185))


def _shares(
    known: Known, *, customer: Ints, day: Ints, channel: Ints, offer: Ints, driven: Ints
) -> Floats:
    laws = known.setting.laws
    taste = laws.taste_at(rows=customer, days=day)
    manner = (channel < PERSONAL_CHANNELS).astype(np.int64)
    distance, contact = np.array(FOR_DISTANCE)[manner], np.array(FOR_CONTACT)[manner]
    shares = distance + taste[:, None] * (contact - distance)
    source = known.setting.roster.source[customer]
    first = np.cumsum([0, *(len(OFFERS[name]) for name in SOURCES)])[source]
    custom = np.array([made for name in SOURCES for _, made in OFFERS[name]])
    is_custom = custom[np.where(offer >= 0, first + offer, 0)]
    likes = laws.made_to_measure[customer]
    fit = np.where(is_custom, likes, 1 - likes)[:, None]
    to_offer = fit * np.array(TO_A_FITTING_OFFER) + (1 - fit) * np.array(TO_ANOTHER_OFFER)
    shares = np.where((driven == BY_OFFER)[:, None], to_offer, shares)
    moment = np.broadcast_to(np.array(IN_A_MOMENT), shares.shape)
    return np.where((driven == BY_MOMENT)[:, None], moment, shares)


def _notes(
    known: Known, *, reaction: Ints, channel: Ints, driven: Ints, rng: np.random.Generator
) -> list[Written | None]:
    """Only who saw the reaction notes something; of a moment they say that it was one."""
    notes: list[Written | None] = []
    noted = rng.random(len(reaction)).tolist()
    rows = zip(reaction.tolist(), channel.tolist(), driven.tolist(), noted, strict=True)
    for which, how, by, at in rows:
        if which == NOT_OBSERVED or (at >= NOTE_SHARE and by != BY_MOMENT):
            notes.append(None)
            continue
        moment = by == BY_MOMENT and REACTIONS[which] != "ignored"
        notes.append(
            known.writer.note(
                channel=CHANNELS[how], reaction=REACTIONS[which], moment=moment, rng=rng
            )
        )
    return notes
