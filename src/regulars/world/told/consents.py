"""The fact `consent`: who allows that we get in touch first, and who does no more."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from regulars.contracts import CONSENT
from regulars.world.cast.laws import Laws
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance
from regulars.world.span import HISTORY_DAYS, Span
from regulars.world.told.tables import dates_of, fact_table, texts_at

GIVEN_SHARE = 0.8
WITHDRAWN_SHARE = 0.05
"""Of those who gave it: on some day since."""


def consent_table(
    *, roster: Roster, laws: Laws, keys: Sequence[str], span: Span, seed: int
) -> pa.Table:
    """The fact `consent`: given with the first visit, by most; withdrawn later, by a few."""
    rng = chance(seed=seed, part="consents")
    n = len(roster)
    given = np.flatnonzero(rng.random(n) < GIVEN_SHARE)
    left = given[rng.random(len(given)) < WITHDRAWN_SHARE]
    joined = np.minimum(laws.joins, HISTORY_DAYS - 1)
    later = joined[left] + (rng.random(len(left)) * (HISTORY_DAYS - joined[left])).astype(np.int64)
    who = np.concatenate([given, left])
    day = np.concatenate([joined[given], later])
    state = np.concatenate([np.zeros(len(given), np.int64), np.ones(len(left), np.int64)])
    source = [roster.kind_at(row).source for row in who.tolist()]
    columns = {
        "source_id": [f"F-{number:05d}" for number in range(1, len(who) + 1)],
        "source": source,
        "customer_key": texts_at(keys, who),
        "purpose": ["marketing"] * len(who),
        "state": texts_at(("given", "withdrawn"), state),
        "happened_on": dates_of(span=span, days=day),
    }
    return fact_table(contract=CONSENT, columns=columns)
