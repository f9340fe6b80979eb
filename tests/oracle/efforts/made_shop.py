"""A made shop in which it is known what problems do: customers of many paces, and problems that
come with orders, so that those who buy often have most of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from problem_books import Row, rows_of
from spec.facts import Facts

FIRST_DAY = date(2023, 1, 1)
DAYS = 1200
AS_OF = FIRST_DAY + timedelta(days=DAYS)
PROBLEM_SHARE = 0.06
HORIZON = 120


@dataclass(frozen=True)
class MadeShop:
    """`true`: by kind of problem, the change of the chance to come again within the horizon."""

    facts: Facts
    true: dict[str, float]


def made_shop(*, seed: int, customers: int, hard_slows: float) -> MadeShop:
    """Half of the problems are easy and change nothing; half are hard, with repeat contacts and a
    transfer, and from then on the customer comes `hard_slows` times as slowly, for good."""
    rng = np.random.default_rng(seed)
    facts = Facts()
    rows: dict[str, list[Row]] = {"order": [], "problem": [], "problem_event": []}
    changes: dict[str, list[float]] = {"easy": [], "hard": []}
    for number in range(customers):
        key = f"c{number:05d}"
        facts.customers["till", key] = key
        pace = float(np.exp(rng.normal(3.9, 0.8)))
        day, slower, amount = float(rng.uniform(0, DAYS - 100)), 1.0, int(rng.lognormal(8, 0.5))
        while day < DAYS:
            rows["order"].append(
                {"source_id": f"{key}-{day:.3f}", **about(key), "state": "placed",
                 "happened_on": on(day), "amount_minor": amount, "currency": "EUR"}
            )  # fmt: skip
            gap = float(rng.exponential(pace * slower))
            told = day + float(rng.uniform(0, 6))
            if rng.random() < PROBLEM_SHARE and told < min(day + gap, DAYS - 1):
                kind = "hard" if rng.random() < 0.5 else "easy"
                changes[kind].append(
                    0.0 if kind == "easy"
                    else np.exp(-HORIZON / (pace * slower))
                    - np.exp(-HORIZON / (pace * slower * hard_slows))
                )  # fmt: skip
                _tell(rows, key, told, kind)
                if kind == "hard":
                    slower *= hard_slows
                gap = told - day + float(rng.exponential(pace * slower))
            day += gap
    facts.rows = {fact: rows_of(fact, [{"source": "till", **r} for r in some])
                  for fact, some in rows.items()}  # fmt: skip
    return MadeShop(facts, {kind: float(np.mean(of)) for kind, of in changes.items()})


def _tell(rows: dict[str, list[Row]], key: str, told: float, kind: str) -> None:
    problem = f"p-{key}-{told:.3f}"
    ends = told + (9 if kind == "hard" else 1)
    rows["problem"].append(
        {"source_id": problem, **about(key), "topic": "goods", "happened_on": on(told),
         "state": "solved", "ended_on": on(ends)}
    )  # fmt: skip
    steps = [("contact", told)]
    if kind == "hard":
        steps += [("transfer", told + 1), ("contact", told + 3), ("contact", told + 6)]
    for place, (what, day) in enumerate(steps):
        rows["problem_event"].append(
            {"source_id": f"{problem}-{place}", "problem_key": problem, "kind": what,
             "happened_on": on(day), "began_by": "customer" if what == "contact" else None}
        )  # fmt: skip


def about(key: str) -> Row:
    return {"customer_source": "till", "customer_key": key}


def on(day: float) -> date:
    return FIRST_DAY + timedelta(days=int(day))
