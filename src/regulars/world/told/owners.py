"""The fact `account_owner`: who of the staff looks after whom, from when on."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.contracts import ACCOUNT_OWNER
from regulars.world.cast.kinds import SOURCES, TEXTILES
from regulars.world.cast.staff import BACK_OFFICE, COUNTER_OF, OWNER
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, texts_at

OWNED_SHARE = {"cabins": 0.1, "shop": 0.05, "textiles": 0.8}
"""Of accounts whose owner is written down."""
OF_THE_OWNER_SHARE = 0.45
CHANGED_SHARE = 0.15
"""Of these: who was looked after by somebody else before."""


def owners_of(known: Known) -> dict[int, str]:
    """Who looks after each account now, by its row; where nobody does it is missing."""
    return {row: staff for row, _, staff in _rows(known)}


def account_owner_table(known: Known) -> pa.Table:
    """The fact `account_owner`, by account and day."""
    rows = _rows(known)
    account = np.array([row for row, _, _ in rows], dtype=np.int64)
    since = np.array([day for _, day, _ in rows], dtype=np.int64)
    columns = {
        "source_id": [f"N-{number:04d}" for number in range(1, len(rows) + 1)],
        "source": known.sources.take(pa.array(account)),
        "customer_key": texts_at(known.keys, account),
        "staff": [staff for _, _, staff in rows],
        "since_on": dates_of(span=known.span, days=since),
    }
    return fact_table(contract=ACCOUNT_OWNER, columns=columns)


def _rows(known: Known) -> list[tuple[int, int, str]]:
    """Account, day, who; the newest of an account last. The same each time it is asked."""
    rng = known.rng("owners")
    setting, state = known.setting, known.history.state
    owned = setting.roster.is_account & (state.orders > 0)
    owned &= rng.random(len(setting)) < setting.roster.of_source(OWNED_SHARE)
    found = []
    for row in np.flatnonzero(owned).tolist():
        source = SOURCES[int(setting.roster.source[row])]
        counter = COUNTER_OF[source]
        who = OWNER if rng.random() < OF_THE_OWNER_SHARE else counter
        if source == TEXTILES and rng.random() < 0.15:
            who = BACK_OFFICE
        first = int(max(state.first_day[row], 0))
        if rng.random() < CHANGED_SHARE and first < HISTORY_DAYS - 60:
            found.append((row, first, counter if who == OWNER else OWNER))
            first = int(rng.integers(first + 30, HISTORY_DAYS - 10))
        found.append((row, first, who))
    return found
