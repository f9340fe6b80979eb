"""How well likely senders are found, judged by who truly sent in a world.

The book is read as of a year before the world ends; what counts is whom each truly sent in the
year after it, also what nobody wrote down.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from spec.card import define_card

from regulars.book.likely_senders import define_likely_senders
from regulars.contracts import CONTRACTS, Contract
from regulars.engines import DuckDBEngine
from regulars.estimates.lift import DRAWS, Lift, top_lift
from regulars.world import World, make_world

ENDS_ON = date(2026, 3, 1)
CUT = ENDS_ON - timedelta(days=365)
TOP, LEVEL = 0.1, 0.8
Key = tuple[str, str]


@dataclass(frozen=True)
class Judged:
    """Customers truly sent in the year, and how many of them the top tenth sent.

    `ahead` is how much more the model found than past referrals did, with its 80% interval.
    """

    variant: str
    seed: int
    sent: int
    expected: float
    model: Lift
    past: Lift
    ahead: tuple[float, float, float]


def judge(*, variant: str, seed: int, customers: int) -> Judged:
    """The product's own estimate of one world, beside ranking by past referrals."""
    world = make_world(seed=seed, ends_on=ENDS_ON, customers=customers, variant=variant)
    rows = _ranked(world)
    sent = truly_sent(world)
    came = np.array([sent[row["source"], row["key"]] for row in rows], dtype=float)
    model, past = (np.array([row[name] for row in rows], dtype=float) for name in ("model", "past"))
    return Judged(
        variant=variant,
        seed=seed,
        sent=int(came.sum()),
        expected=float(model.sum()),
        model=_lift(model, came),
        past=_lift(past, came),
        ahead=_ahead(model, past, came),
    )


def truly_sent(world: World) -> Counter[Key]:
    """How many customers came in the year after the cut through each."""
    found: Counter[Key] = Counter()
    for row in world.truth["customer"].to_pylist():
        if row["sent_by_key"] is not None and row["joined_on"] and row["joined_on"] > CUT:
            found[row["sent_by_source"], row["sent_by_key"]] += 1
    return found


def _ranked(world: World) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder, DuckDBEngine(temporary=Path(folder)) as engine:
        for contract in CONTRACTS:
            engine.define_arrow(f"fact_{contract.fact}", facts_of(contract, world))
        customers = world.facts["customer"].select(["source", "source_id"])
        numbers = pa.array(range(1, customers.num_rows + 1), pa.int64())
        engine.define_arrow("fact_identity", customers.append_column("customer_id", numbers))
        ids = pa.array([str(one) for one in range(1, customers.num_rows + 1)])
        engine.define_arrow(
            "customers_all", pa.table({"customer_id": numbers, "uuid": ids, "id": ids})
        )
        define_card(engine, as_of=CUT, currency="BDT")
        engine.define_view("expected_card", "SELECT * FROM signals_card")
        sending = define_likely_senders(engine, as_of=CUT)
        assert sending.refused is None, sending.refused
        return engine.records(
            "SELECT i.source, i.source_id AS key, c.sends_365 AS model, c.referrals_sent AS past"
            " FROM sends_card AS c JOIN fact_identity AS i ON i.customer_id = c.customer_id"
            " WHERE c.sends_365 IS NOT NULL ORDER BY c.customer_id"
        )


def facts_of(contract: Contract, world: World) -> pa.Table:
    """What an import makes of a world's table: keys are of its own source."""
    table = world.facts.get(contract.fact)
    columns: dict[str, Any] = {}
    for name in ("source", "source_id", *(c.name for c in contract.columns if not c.personal)):
        if table is not None and name in table.column_names:
            columns[name] = table[name]
        elif table is not None and name in ("customer_source", "other_source"):
            columns[name] = table["source"]
        else:
            rows = 0 if table is None else table.num_rows
            kind = pa.int64() if name.endswith(("_minor", "_milli", "_e8")) else pa.string()
            columns[name] = pa.nulls(rows, kind)
    return pa.table(columns)


def _lift(score: np.ndarray, came: np.ndarray) -> Lift:
    found = top_lift(score=score, came=came, count=np.ones(len(came)), top=TOP, level=LEVEL, seed=1)
    assert found is not None
    return found


def _ahead(model: np.ndarray, past: np.ndarray, came: np.ndarray) -> tuple[float, float, float]:
    """Both rankings on the same redrawn customers."""
    rng = np.random.default_rng(2)
    differences = []
    for _ in range(DRAWS // 4):
        at = rng.integers(0, len(came), len(came))
        differences.append(_once(model[at], came[at]) - _once(past[at], came[at]))
    low, high = np.quantile(differences, [0.1, 0.9])
    return _once(model, came) - _once(past, came), float(low), float(high)


def _once(score: np.ndarray, came: np.ndarray) -> float:
    """The lift alone; of those at the border a part counts."""
    order = np.argsort(-score, kind="stable")
    score, came = score[order], came[order]
    wanted = int(TOP * len(score))
    border = score == score[wanted]
    above = score > score[wanted]
    part = came[above].sum() + came[border].mean() * (wanted - above.sum())
    return float(part / came.sum() / TOP)
