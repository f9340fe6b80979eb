"""Every problem of small ledgers, as a refresh writes it, against the second implementation."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from problem_books import written
from spec.engines import Engine

sys.path.append(str(Path(__file__).parents[1] / "signals"))

from naive_facts import Problem
from naive_problems import Known, known_of
from small_ledgers import AS_OF, Ledger, many_customers, small_ledgers


@pytest.fixture(scope="module")
def making(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("snapshot")


@settings(max_examples=40, deadline=None)
@given(ledger=small_ledgers())
def test_a_small_ledger_gives_the_same_problems(
    engine: Engine, making: Path, ledger: Ledger
) -> None:
    assert differences(engine, making, ledger) == []


@settings(max_examples=6, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_four_hundred_customers_at_once_give_the_same_problems(
    engine: Engine, making: Path, seed: int
) -> None:
    assert differences(engine, making, many_customers(Random(seed), customers=400))[:1] == []


def differences(engine: Engine, making: Path, ledger: Ledger) -> list[str]:
    for left in making.iterdir():
        left.unlink()
    rows, _ = written(engine, ledger.to_facts(), making, as_of=AS_OF)
    found = {row["problem_key"]: row for row in rows}
    told = {
        fact.key: (key, fact)
        for key, fact in ledger.facts
        if isinstance(fact, Problem) and fact.on <= AS_OF
    }
    assert set(found) == set(told)
    histories = ledger.histories(as_of=AS_OF, currency="EUR")
    wrong = []
    for problem_key, (key, problem) in told.items():
        if key not in ledger.customers:
            assert found[problem_key]["customer_id"] is None
            continue
        row = found[problem_key]
        expected = known_of(histories[ledger.customers[key]], problem)
        if told_of(row) != expected:
            wrong.append(f"{told_of(row)} is not {expected}: {problem}")
    return wrong


def told_of(row: dict) -> Known:
    """What is not logged is null in the table, and 0 in the log that says nothing."""
    names = ("repeat_contacts", "transfers", "channel_switches", "reopenings", "explained_again")
    counts = {name: row[f"driver_{name}"] or 0 for name in names}
    return Known(
        ended_as=row["ended_as"],
        ended_on=row["ended_on"],
        hours_open=row["hours_open"],
        visits_before=row["visits_before"] or 0,
        lost=row["lost"],
        **counts,
    )
