"""The fact `care`: the lists of the last months, with what was done and what was held out."""

from __future__ import annotations

import uuid

import numpy as np
import pyarrow as pa

from regulars.contracts import CARE
from regulars.world.arrays import Floats, Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.cast.staff import COUNTER_OF, OWNER
from regulars.world.goods.abroad import CURRENCIES
from regulars.world.life.past_care import DONE, PLAYS, STATES
from regulars.world.season.span import HISTORY_DAYS, NEVER
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, instants_of, one_text, texts_at

SOURCE = "desk"
"""Care is written at the desk and comes from no file."""
CARE_IDS = uuid.UUID("5b1c1a54-3f0e-5a38-9c55-8d6a1f0c2e90")
MINUTES = {"first_order": 5, "rhythm_broke": 10, "large_and_silent": 15}
REACTIONS = ("welcome", "neutral", "unwelcome")
FOR_DISTANCE = ((0.70, 0.27, 0.03), (0.10, 0.45, 0.45))
FOR_CONTACT = ((0.35, 0.50, 0.15), (0.86, 0.12, 0.02))
"""Shares of the reactions, written and personal, at taste 0 and 1; between in proportion."""
RECEIVED_SHARE = 0.85
CHANNELS = ("call", "visit", "counter", "message", "email", "letter")
CHANNEL_SHARES = ((0.0, 0.0, 0.0, 0.80, 0.17, 0.03), (0.76, 0.10, 0.14, 0.0, 0.0, 0.0))
"""By manner, written and personal."""
CHANNEL_SAID_SHARE = 0.9
REASONS = ("wrong_facts", "wrong_moment", "no_longer_a_customer", "other")
REASON_SHARES = (0.25, 0.45, 0.1, 0.2)
OWNERS_SHARE = 0.5
SNOOZED_FOR_DAYS = 14
STAKE_NOISE = 0.35
STAKE_RANGE = (0.45, 1.9)


def care_table(known: Known, *, stake_minor: Floats) -> pa.Table:
    """The fact `care`, by day and rank. `stake_minor` (customers,) is a year's expected spend."""
    rng = known.rng("cares")
    cares, n = known.history.cares, len(known.history.cares.day)
    keys = known.keys.take(pa.array(cares.customer)).to_pylist()
    sources = [SOURCES[at] for at in known.setting.roster.source[cares.customer].tolist()]
    days = dates_of(span=known.span, days=cares.day)
    state = texts_at(STATES, cares.state)
    stake = stake_minor[cares.customer] * np.exp(STAKE_NOISE * rng.standard_normal(n))
    stake = np.rint(stake).astype(np.int64)
    known_stake = stake > 0
    held = cares.rank == 0
    owner = rng.random(n) < OWNERS_SHARE
    snoozed = cares.state == STATES.index("snoozed")
    received = _received(known, rng)
    channel = _channels(known)
    columns = {
        "source_id": _ids(sources, keys, days, cares.play),
        "source": one_text(SOURCE, n),
        "customer_source": sources,
        "customer_key": keys,
        "play": texts_at(PLAYS, cares.play),
        "play_version": np.ones(n, dtype=np.int64),
        "planned_on": days,
        "staff": [
            OWNER if is_owner else COUNTER_OF[source]
            for is_owner, source in zip(owner.tolist(), sources, strict=True)
        ],
        "state": state,
        "state_at": instants_of(
            span=known.span,
            days=np.minimum(cares.day, HISTORY_DAYS - 1),
            minutes=np.where(cares.state == DONE, rng.integers(10 * 60, 19 * 60, n), 7 * 60 + 5),
        ),
        "rank": pa.array(cares.rank, mask=held),
        "minutes": np.array([MINUTES[name] for name in PLAYS])[cares.play],
        "stake_minor": pa.array(stake, mask=~known_stake),
        "stake_low_minor": pa.array((stake * STAKE_RANGE[0]).astype(np.int64), mask=~known_stake),
        "stake_high_minor": pa.array((stake * STAKE_RANGE[1]).astype(np.int64), mask=~known_stake),
        "currency": one_text(CURRENCIES[0], n),
        "channel": texts_at(CHANNELS, _said(known, channel)),
        "received": texts_at(REACTIONS, received),
        "snoozed_until_on": dates_of(
            span=known.span,
            days=np.where(snoozed, cares.day + SNOOZED_FOR_DAYS, NEVER),
            known=snoozed,
        ),
        "reason": texts_at(REASONS, _reasons(known, rng)),
        "note": _notes(known, received, channel, rng),
    }
    return fact_table(contract=CARE, columns=columns)


def _ids(sources: list[str], keys: list[str], days: pa.Array, play: Ints) -> list[str]:
    rows = zip(sources, keys, days.to_pylist(), play.tolist(), strict=True)
    return [
        str(uuid.uuid5(CARE_IDS, f"{on.isoformat()}|{PLAYS[which]}|{source}|{key}"))
        for source, key, on, which in rows
    ]


def _received(known: Known, rng: np.random.Generator) -> Ints:
    cares = known.history.cares
    taste = known.setting.laws.taste_at(rows=cares.customer, days=cares.day)
    manner = cares.personal.astype(np.int64)
    distance, contact = np.array(FOR_DISTANCE)[manner], np.array(FOR_CONTACT)[manner]
    shares = distance + taste[:, None] * (contact - distance)
    beyond = rng.random(len(taste))[:, None] >= np.cumsum(shares, axis=1)
    reaction = np.minimum(beyond.sum(axis=1), len(REACTIONS) - 1)
    seen = (cares.state == DONE) & (rng.random(len(taste)) < RECEIVED_SHARE)
    return np.where(seen, reaction, -1).astype(np.int64)


def _reasons(known: Known, rng: np.random.Generator) -> Ints:
    state = known.history.cares.state
    reason = rng.choice(len(REASONS), size=len(state), p=REASON_SHARES)
    return np.where(state == STATES.index("not_right"), reason, -1)


def _channels(known: Known) -> Ints:
    """How each line was or would have been done. Shape: (lines,), a place in CHANNELS."""
    manner = known.history.cares.personal.astype(np.int64)
    upper = np.cumsum(CHANNEL_SHARES, axis=1)[manner]
    at = known.rng("care channels").random(len(manner))
    return np.asarray((at[:, None] >= upper).sum(axis=1)).astype(np.int64)


def _said(known: Known, channel: Ints) -> Ints:
    said = known.rng("care channels said").random(len(channel)) < CHANNEL_SAID_SHARE
    return np.where((known.history.cares.state == DONE) & said, channel, -1)


def _notes(
    known: Known, received: Ints, channel: Ints, rng: np.random.Generator
) -> list[str | None]:
    noted = (rng.random(len(received)) < 0.4).tolist()
    rows = zip(received.tolist(), channel.tolist(), noted, strict=True)
    return [
        known.writer.note(
            channel=CHANNELS[how],
            reaction=REACTIONS[which],
            moment=False,
            rng=rng,
        ).text
        if which >= 0 and wanted
        else None
        for which, how, wanted in rows
    ]
