"""The facts `match` and `identity`: who is one customer, as far as anybody decided."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from regulars.contracts import IDENTITY, MATCH, customer_id
from regulars.world.arrays import Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.cast.staff import BACK_OFFICE
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, numbered, one_text, texts_at

DECIDED_SHARE = 0.5
"""Of those in two books: somebody decided that they are one."""
OPEN_SHARE = 0.15
NAMESAKES = 0.004
"""Of customers: pairs of namesakes that somebody told apart."""
DECISIONS = ("same", "different", "open")
SAME, DIFFERENT, OPEN = range(3)


def match_table(known: Known) -> pa.Table:
    """The fact `match`: the same in two houses, and namesakes who are not."""
    rng = known.rng("matches")
    person = known.setting.roster.person
    twins = np.flatnonzero(person < np.arange(len(person)))
    at = rng.random(len(twins))
    said = np.where(at < DECIDED_SHARE, SAME, OPEN)
    keep = at < DECIDED_SHARE + OPEN_SHARE
    others = _namesakes(known, rng)
    one = np.concatenate([person[twins[keep]], others[0]])
    other = np.concatenate([twins[keep], others[1]])
    decision = np.concatenate([said[keep], np.full(len(others[0]), DIFFERENT)])
    n = len(one)
    columns = {
        "source_id": numbered("M-", np.arange(1, n + 1), digits=4),
        "source": known.sources.take(pa.array(one)),
        "customer_source": known.sources.take(pa.array(one)),
        "customer_key": texts_at(known.keys, one),
        "other_source": known.sources.take(pa.array(other)),
        "other_key": texts_at(known.keys, other),
        "decision": texts_at(DECISIONS, decision),
        "decided_on": dates_of(
            span=known.span, days=rng.integers(HISTORY_DAYS - 300, HISTORY_DAYS, n)
        ),
        "decided_by": one_text(BACK_OFFICE, n),
    }
    return fact_table(contract=MATCH, columns=columns)


def identity_table(known: Known) -> pa.Table:
    """The fact `identity`: each key is a customer of its own, as an import makes it."""
    sources = [SOURCES[number] for number in known.setting.roster.source.tolist()]
    keys = known.keys.to_pylist()
    ids = [customer_id(source=of, key=key) for of, key in zip(sources, keys, strict=True)]
    columns = {"source_id": known.keys, "source": sources, "customer_id": ids}
    return fact_table(contract=IDENTITY, columns=columns)


def _namesakes(known: Known, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Pairs of persons with one name who are two."""
    first: dict[str, int] = {}
    pairs = []
    person = known.setting.roster.person.tolist()
    accounts = known.setting.roster.is_account.tolist()
    for row, named in enumerate(known.names):
        if accounts[row] or person[row] < row:
            continue
        other = first.setdefault(named.spelling.latin, row)
        if other != row:
            pairs.append((other, row))
    wanted = min(len(pairs), round(NAMESAKES * len(person)))
    chosen = sorted(rng.permutation(len(pairs))[:wanted].tolist())
    one = np.array([pairs[at][0] for at in chosen], dtype=np.int64)
    other_rows = np.array([pairs[at][1] for at in chosen], dtype=np.int64)
    return one, other_rows
