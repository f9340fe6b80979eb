"""The fact `treatment`: how some say that they like to be treated, written down at the desk."""

from __future__ import annotations

import uuid

import numpy as np
import pyarrow as pa

from regulars.contracts import TREATMENT
from regulars.world.arrays import Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.cast.staff import COUNTER_OF
from regulars.world.cast.tongues import WRITES
from regulars.world.life.past_care import SINCE_DAYS
from regulars.world.season.span import HISTORY_DAYS, NEVER
from regulars.world.told.cares import SOURCE
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, one_text, texts_at

STATEMENT_IDS = uuid.UUID("2c9a6f1e-7d43-5b80-a1e6-90f4c3b7d852")
STATEMENTS = ("contact", "distance", "ask")
SAID_SHARE = 0.08
"""Of those who bought and are still there: who said it since the desk has been in use."""
ASK_SHARE = 0.15
FOR_A_WHILE_SHARE = 0.2
A_WHILE_DAYS = (30, 240)
IN_WORDS_SHARE = 0.6


def treatment_table(known: Known) -> pa.Table:
    """The fact `treatment`, by day; what people say follows their taste of that day."""
    rng = known.rng("statements")
    customer, day = _who_and_when(known, rng)
    n = len(customer)
    taste = known.setting.laws.taste_at(rows=customer, days=day)
    says_contact = rng.random(n) < 1 / (1 + np.exp(-8 * (taste - 0.5)))
    said = np.where(rng.random(n) < ASK_SHARE, 2, np.where(says_contact, 0, 1))
    ends = rng.random(n) < FOR_A_WHILE_SHARE
    until = np.where(ends, day + rng.integers(*A_WHILE_DAYS, n), NEVER)
    sources = [SOURCES[at] for at in known.setting.roster.source[customer].tolist()]
    keys = known.keys.take(pa.array(customer)).to_pylist()
    days = dates_of(span=known.span, days=day)
    columns = {
        "source_id": _ids(sources, keys, days),
        "source": one_text(SOURCE, n),
        "customer_source": sources,
        "customer_key": keys,
        "treatment": texts_at(STATEMENTS, said),
        "happened_on": days,
        "until_on": dates_of(span=known.span, days=until, known=ends),
        "said_to": [COUNTER_OF[source] for source in sources],
        "text": _words(known, customer=customer, said=said),
    }
    return fact_table(contract=TREATMENT, columns=columns)


def _who_and_when(known: Known, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Each once, after they first bought; sorted by day."""
    state = known.history.state
    there = (state.orders > 0) & (state.leaves >= HISTORY_DAYS)
    customer = np.flatnonzero(there & (rng.random(len(there)) < SAID_SHARE))
    first = np.maximum(state.first_day[customer], HISTORY_DAYS - SINCE_DAYS)
    day = first + (rng.random(len(customer)) * (HISTORY_DAYS - first)).astype(np.int64)
    at = np.lexsort((customer, day))
    return customer[at], day[at]


def _ids(sources: list[str], keys: list[str], days: pa.Array) -> list[str]:
    rows = zip(sources, keys, days.to_pylist(), strict=True)
    return [
        str(uuid.uuid5(STATEMENT_IDS, f"{on.isoformat()}|{source}|{key}"))
        for source, key, on in rows
    ]


def _words(known: Known, *, customer: Ints, said: Ints) -> list[str | None]:
    rng = known.rng("words of statements")
    written = (rng.random(len(said)) < IN_WORDS_SHARE).tolist()
    tongues = known.tongues.writes[customer].tolist()
    rows = zip(said.tolist(), tongues, written, strict=True)
    return [
        known.writer.small(path=("treatment", STATEMENTS[which]), tongue=WRITES[tongue], rng=rng)
        if in_words
        else None
        for which, tongue, in_words in rows
    ]
