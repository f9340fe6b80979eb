"""The fact `referral`: who sent whom."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from regulars.contracts import REFERRAL
from regulars.world.cast.kinds import KINDS, SOURCES
from regulars.world.cast.laws import Laws
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance
from regulars.world.span import Span
from regulars.world.told.tables import dates_of, fact_table, texts_at

SENT_SHARE = 0.12
"""Of those who came within the three years and stand for themselves."""
SENDERS_SHARE = 0.15
"""Few send many: of those who may have sent, who ever does."""
KNOWN_BY = ("asked", "staff", "code")


def referral_table(
    *, roster: Roster, laws: Laws, keys: Sequence[str], span: Span, seed: int
) -> pa.Table:
    """The fact `referral`, by day; nobody is sent by who came later or buys from another book."""
    rng = chance(seed=seed, part="referrals")
    n = len(keys)
    source = np.array([SOURCES.index(kind.source) for kind in KINDS])[roster.kind]
    sends = laws.buys & (rng.random(n) < SENDERS_SHARE)
    was_sent = laws.buys & (laws.joins >= 0) & (roster.account < 0) & (rng.random(n) < SENT_SHARE)
    at = rng.random(n)
    pairs = []
    for came in np.flatnonzero(was_sent).tolist():
        earlier = sends & (source == source[came]) & (laws.joins < laws.joins[came])
        senders = np.flatnonzero(earlier)
        if len(senders):
            pairs.append((int(laws.joins[came]), came, int(senders[int(at[came] * len(senders))])))
    pairs.sort()
    came_rows = np.array([came for _, came, _ in pairs], dtype=np.int64)
    sender_rows = np.array([sender for _, _, sender in pairs], dtype=np.int64)
    columns = {
        "source_id": [f"E-{place:04d}" for place in range(1, len(pairs) + 1)],
        "source": texts_at(SOURCES, source[came_rows]),
        "customer_key": texts_at(keys, sender_rows),
        "other_key": texts_at(keys, came_rows),
        "known_by": texts_at(KNOWN_BY, rng.integers(0, len(KNOWN_BY), len(pairs))),
        "happened_on": dates_of(
            span=span, days=np.array([day for day, _, _ in pairs], dtype=np.int64)
        ),
    }
    return fact_table(contract=REFERRAL, columns=columns)
