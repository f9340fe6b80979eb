"""The fact `consent`: who allows what, and who does no more."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.contracts import CONSENT
from regulars.world.arrays import Ints
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, numbered, texts_at

PURPOSES = ("marketing", "surveys", "introductions", "reference")
GIVEN_SHARES = (0.80, 0.62, 0.18, 0.10)
"""Of customers, by purpose; the last two are asked of accounts."""
FOR_ACCOUNTS = (False, False, True, True)
CHANNELS = ("call", "visit", "message", "email", "letter")
ONE_CHANNEL_SHARE = 0.12
"""Of those who gave it: for one channel only."""
WITHDRAWN_SHARE = 0.05
"""Of those who gave it: on some day since."""
SAID_IN = ("first visit", "form", "telephone", "web site")


def consent_table(known: Known) -> pa.Table:
    """The fact `consent`: given with the first visit, by most; withdrawn later, by a few."""
    rng = known.rng("consents")
    purpose, who = _given(known, rng)
    joined = np.clip(known.setting.laws.joins, -540, HISTORY_DAYS - 1)[who]
    channel = np.where(
        rng.random(len(who)) < ONE_CHANNEL_SHARE, rng.integers(0, len(CHANNELS), len(who)), -1
    )
    left = np.flatnonzero(rng.random(len(who)) < WITHDRAWN_SHARE)
    first = np.maximum(joined[left], 0)
    later = first + (rng.random(len(left)) * (HISTORY_DAYS - first)).astype(np.int64)
    state = np.concatenate([np.zeros(len(who), np.int64), np.ones(len(left), np.int64)])
    both = np.concatenate([who, who[left]])
    said_in = rng.integers(-2, len(SAID_IN), len(both))
    columns = {
        "source_id": numbered("F-", np.arange(1, len(both) + 1), digits=5),
        "source": known.sources.take(pa.array(both)),
        "customer_key": texts_at(known.keys, both),
        "purpose": texts_at(PURPOSES, np.concatenate([purpose, purpose[left]])),
        "channel": texts_at(CHANNELS, np.concatenate([channel, channel[left]])),
        "state": texts_at(("given", "withdrawn"), state),
        "happened_on": dates_of(span=known.span, days=np.concatenate([joined, later])),
        "said_in": texts_at(SAID_IN, said_in),
    }
    return fact_table(contract=CONSENT, columns=columns)


def _given(known: Known, rng: np.random.Generator) -> tuple[Ints, Ints]:
    purposes, rows = [], []
    accounts = known.setting.roster.is_account
    for number, share in enumerate(GIVEN_SHARES):
        able = accounts if FOR_ACCOUNTS[number] else np.ones(len(accounts), dtype=bool)
        given = np.flatnonzero(able & (rng.random(len(accounts)) < share))
        purposes.append(np.full(len(given), number))
        rows.append(given)
    return np.concatenate(purposes), np.concatenate(rows)
