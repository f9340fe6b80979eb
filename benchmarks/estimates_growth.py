"""Memory of fitting and scoring, from 100,000 customers to 5,000,000: the driver holds no customer.

A book's estimates are worked out from a card of signals that lies in the engine, as in a refresh.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from benchmarks.fit_and_score import made
from benchmarks.results import Result
from benchmarks.timing import Timed, in_turn, run

FEW, MANY = 100_000, 5_000_000
AS_OF = date(2026, 3, 1)

CHILD = """
import sys, tempfile
from datetime import date
from pathlib import Path
from regulars.book.expect import define_expected_card
from regulars.engines import open_engine

with tempfile.TemporaryDirectory() as place, open_engine(
    settings={}, temporary=Path(place)
) as engine:
    engine.define_files("signals_card", [Path(sys.argv[1])])
    told = define_expected_card(engine, as_of=date(2026, 3, 1))
    assert not told.refused, told.refused
    # As a refresh does: the card goes to a file, not to a table in memory.
    scored = Path(place) / "scored.parquet"
    engine.write_parquet("SELECT * FROM expected_card", scored)
    engine.define_files("scored", [scored])
    [(rows, scored)] = engine.rows(
        "SELECT COUNT(*), COUNT(expected_spend_365_high_minor) FROM scored"
    )
    assert rows == scored, (rows, scored)
"""


def measure() -> Result:
    """Fifty times the customers against a tenth of a million."""
    with tempfile.TemporaryDirectory() as place:
        cards = [_card(Path(place) / f"{n}.parquet", customers=n) for n in (MANY, FEW)]
        many, few = in_turn(lambda: _scored(cards[0]), lambda: _scored(cards[1]), runs=1)
    return Result(
        name="estimates_growth",
        what=f"fit, P(active), orders and spend ahead with intervals of {MANY:,} customers, "
        "whole process",
        seconds=many.seconds,
        baseline=f"the same of {FEW:,} customers, which peaks at {few.peak_mib:.0f} MiB",
        baseline_seconds=few.seconds,
        peak_mib=many.peak_mib,
    )


def _scored(card: Path) -> Timed:
    return run(["-c", CHILD, str(card)])


def _card(path: Path, *, customers: int) -> Path:
    """What the estimates read of a card, of customers as the MBG/NBD has them."""
    histories = made(customers)
    rng = np.random.default_rng(12)
    worth = rng.gamma(6.0, 1.0, customers) * 900 / rng.gamma(3.7, 1.0, customers) + 1
    today = (AS_OF - date(1970, 1, 1)) // timedelta(days=1)
    first = (today - histories["age"]).astype(np.int32)
    last = (first + histories["t_x"]).astype(np.int32)
    table = pa.table(
        {
            "customer_id": pa.array(np.arange(customers, dtype=np.int32)),
            "order_days": pa.array(histories["x"] + 1),
            "first_order_on": pa.array(first).cast(pa.date32()),
            "last_order_on": pa.array(last).cast(pa.date32()),
            "tenure_days": pa.array(histories["age"].astype(np.int64)),
            "spend_minor": pa.array((worth * 100 * (histories["x"] + 1)).astype(np.int64)),
        }
    )
    parquet.write_table(table, path)
    return path


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or (FEW, 1_000_000, MANY)):
        with tempfile.TemporaryDirectory() as folder:
            timed = _scored(_card(Path(folder) / "card.parquet", customers=size))
        print(f"{size:,} customers: {timed.seconds:.1f} s, {timed.peak_mib:.0f} MiB", flush=True)
