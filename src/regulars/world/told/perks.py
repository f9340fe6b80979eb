"""The fact `perk`: what was given beyond what was sold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import PERK
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES, TEXTILES
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import CURRENCY, dates_of, fact_table, numbered, texts_at


@dataclass(frozen=True)
class Perk:
    """One kind of perk. Units: taka; `cost` None: nobody reckoned it."""

    kind: str
    source: str
    given_as: str | None
    cost: int | None


PERKS: tuple[Perk, ...] = (
    Perk("early access", CABINS, "thanks", 0),
    Perk("a bottle of honey", CABINS, "thanks", 450),
    Perk("upgrade to the ridge cabin", CABINS, "thanks", 1700),
    Perk("tenth night free", CABINS, "condition", 4800),
    Perk("the shop before opening", SHOP, "thanks", 250),
    Perk("a taste of the new tea", SHOP, "thanks", 60),
    Perk("stamp card", SHOP, "condition", 120),
    Perk("calendar", SHOP, None, None),
    Perk("first look at the new cloth", TEXTILES, "thanks", 300),
    Perk("free delivery for a month", TEXTILES, "thanks", 2600),
    Perk("rebate for a yearly sum", TEXTILES, "condition", 9000),
)
GIVEN_SHARE = 0.05
LARGE_TIMES = 5.0


def perk_table(known: Known) -> pa.Table:
    """The fact `perk`, by day: mostly to those who spend much or send many."""
    rng = known.rng("perks")
    state, setting = known.history.state, known.setting
    share = np.where(known.is_large | (known.came.sends_a_year > 0.5), LARGE_TIMES, 1.0)
    able = (state.orders > 1) & (rng.random(len(setting)) < GIVEN_SHARE * share)
    rows = np.flatnonzero(able)
    first = np.maximum(state.first_day[rows] + 10, HISTORY_DAYS - 540)
    last = np.maximum(np.minimum(state.leaves[rows], HISTORY_DAYS) - 1, first)
    day = np.minimum(
        first + (rng.random(len(rows)) * (last - first + 1)).astype(np.int64), HISTORY_DAYS - 1
    )
    at = np.lexsort((rows, day))
    rows, day = rows[at], day[at]
    ours = [
        [number for number, perk in enumerate(PERKS) if perk.source == name] for name in SOURCES
    ]
    which = np.array(
        [
            ours[source][int(place * len(ours[source]))]
            for source, place in zip(
                setting.roster.source[rows].tolist(), rng.random(len(rows)).tolist(), strict=True
            )
        ],
        dtype=np.int64,
    )
    cost = np.array([-1 if perk.cost is None else 100 * perk.cost for perk in PERKS])[which]
    columns = {
        "source_id": numbered("D-", np.arange(1, len(rows) + 1), digits=4),
        "source": known.sources.take(pa.array(rows)),
        "customer_key": texts_at(known.keys, rows),
        "kind": texts_at([perk.kind for perk in PERKS], which),
        "given_as": texts_at([perk.given_as for perk in PERKS], which),
        "cost_minor": pa.array(cost, mask=cost < 0),
        "currency": texts_at((CURRENCY,), np.where(cost < 0, -1, 0)),
        "happened_on": dates_of(span=known.span, days=day),
    }
    return fact_table(contract=PERK, columns=columns)
