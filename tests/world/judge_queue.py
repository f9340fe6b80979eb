"""How much loyalty a day's hours keep by each order of the open problems, judged in a world.

The book is read as of the world's last day. What solving a problem on the next day keeps is the
truth of the world: by how much likelier the customer is to stay, times what they and those they
send would bring in a year.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from judge_senders import facts_of
from spec.card import define_card

from regulars.book.effort_queue import QUEUE
from regulars.book.effort_results import PROBLEMS, write_problems
from regulars.book.expect import define_expected_card
from regulars.book.likely_senders import define_likely_senders
from regulars.book.sending_groups import define_sending_groups
from regulars.book.sent_value import define_sent_value
from regulars.book.service_due import define_service_due
from regulars.book.whole_card import define_whole_card
from regulars.contracts import CONTRACTS
from regulars.engines import DuckDBEngine
from regulars.world import World, make_world

ENDS_ON = date(2026, 3, 1)
ORDERS = ("queue", "oldest first", "biggest spender first")
SOLVED_A_DAY = 6
"""Two hours, 20 minutes each."""

Key = tuple[str, str]
Row = dict[str, Any]


@dataclass(frozen=True)
class Judged:
    """One world's open problems; `kept` by each order in a day, and if all were solved.

    Units: poisha a year.
    """

    variant: str
    seed: int
    problems: int
    kept: dict[str, float]
    all_kept: float


def judge(*, variant: str, seed: int, customers: int) -> Judged:
    """The product's own queue of one world, beside the two usual orders of the same problems."""
    world = make_world(seed=seed, ends_on=ENDS_ON, customers=customers, variant=variant)
    queued = _queue(world)
    worth = worth_of_solving(world)
    asked: dict[str, Callable[[Row], Any]] = {
        "queue": lambda row: row["place"],
        "oldest first": lambda row: (row["told_on"], row["problem_key"]),
        "biggest spender first": lambda row: (-row["spent_minor"], row["problem_key"]),
    }
    kept = {name: _kept(sorted(queued, key=asked[name]), worth, SOLVED_A_DAY) for name in ORDERS}
    return Judged(variant, seed, len(queued), kept, _kept(queued, worth, len(queued)))


def worth_of_solving(world: World) -> dict[Key, float]:
    """By customer what solving keeps: the added chance to be a customer in a year, times what
    they and those they send bring in a year while they are one."""
    people = {_key(row): row for row in world.truth["customer"].to_pylist()}
    came = [row for row in people.values() if row["sent_by_key"] is not None]
    of_one_sent = float(np.mean([row["expected_spend_365_minor"] for row in came] or [0.0]))
    found = {}
    for row in world.truth["response"].to_pylist():
        if row["care"] == "solve":
            who = people[_key(row)]
            orders = who["expected_orders_365"] or float("inf")
            of_an_order = who["expected_spend_365_minor"] / orders
            a_year = (who["buying_rate"] or 0) * of_an_order + who["sends_a_year"] * of_one_sent
            found[_key(row)] = (row["stays_personal"] - row["stays_without"]) * a_year
    return found


def more_kept(judged: Sequence[Judged], *, than: str, level: float = 0.8) -> tuple[float, ...]:
    """What the queue keeps more than another order, in parts of what could be kept; its ends.

    The interval is of worlds drawn again, as what is of one world hangs together.
    """
    sums = np.array([(one.kept["queue"] - one.kept[than], one.all_kept) for one in judged])
    rng = np.random.default_rng(3)
    drawn = sums[rng.integers(0, len(sums), (4000, len(sums)))].sum(axis=1)
    ends = np.quantile(drawn[:, 0] / drawn[:, 1], [(1 - level) / 2, (1 + level) / 2])
    more, of_all = sums.sum(axis=0)
    return float(more / of_all), float(ends[0]), float(ends[1])


def share_kept(judged: Sequence[Judged], order: str) -> float:
    """What an order keeps, in parts of what could be kept."""
    return sum(one.kept[order] for one in judged) / sum(one.all_kept for one in judged)


def _kept(rows: Sequence[Row], worth: dict[Key, float], at_most: int) -> float:
    """Of a customer with two problems, who is kept once."""
    helped = {_key(row) for row in rows[:at_most]}
    return sum(worth.get(one, 0.0) for one in helped)


def _key(row: Row) -> Key:
    return row["source"], row["source_id"]


def _queue(world: World) -> list[Row]:
    noon = datetime.combine(ENDS_ON, time(12), UTC)
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
        define_card(engine, as_of=ENDS_ON, currency="BDT")
        define_expected_card(engine, as_of=ENDS_ON)
        define_likely_senders(engine, as_of=ENDS_ON)
        define_sent_value(engine)
        define_sending_groups(engine)
        define_service_due(engine, as_of=ENDS_ON, desk_source="desk", check_ins=())
        define_whole_card(engine)
        engine.define_table("whole", "SELECT * FROM card")
        write_problems(engine, Path(folder), as_of=ENDS_ON)
        engine.define_files("problems", [Path(folder) / PROBLEMS])
        asked = {"at": noon.replace(tzinfo=None), "most": 10_000, "source": None, "key": None}
        queued = engine.arrow(QUEUE, asked).select(["source", "problem_key"]).to_pylist()
        places = {(row["source"], row["problem_key"]): n for n, row in enumerate(queued)}
        rows = engine.records(
            "SELECT p.source, p.problem_key, p.told_on, i.source_id, w.spend_minor AS spent_minor"
            " FROM problems AS p JOIN fact_problem AS f"
            " ON f.source = p.source AND f.source_id = p.problem_key"
            " JOIN fact_identity AS i ON i.source = f.customer_source"
            " AND i.source_id = f.customer_key"
            " JOIN customers_all AS a ON a.customer_id = i.customer_id"
            " JOIN whole AS w ON w.customer_id = a.id WHERE p.ended_as IS NULL"
        )
    return [
        {**row, "place": places[row["source"], row["problem_key"]]}
        for row in sorted(rows, key=lambda row: (row["source"], row["problem_key"]))
    ]
