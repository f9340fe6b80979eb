"""Spend expected of who was sent, handed up: against plain Python, and nothing lost or added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_book_signals import Book
from naive_facts import Answer
from small_ledgers import AS_OF, Ledger
from spec.card import card_of
from spec.engines import Engine
from test_referral_credit import entangled

from regulars.book.likely_senders import COLUMNS as SENDS
from regulars.book.sent_value import define_sent_value

Ends = tuple[int, int, int]

_EXPECTED = """
SELECT s.*, e.mean AS expected_spend_365_minor, e.low AS expected_spend_365_low_minor,
  e.high AS expected_spend_365_high_minor
FROM signals_card AS s
JOIN customers_all AS a ON a.customer_id = s.customer_id
LEFT JOIN made_up AS e ON e.name = a.id
"""
_SENT = """
SELECT a.id AS name, sent_value_365_minor AS value, sent_value_365_low_minor AS low,
  sent_value_365_high_minor AS high
FROM sent_card AS c JOIN customers_all AS a ON a.customer_id = c.customer_id
"""


@dataclass
class Ahead(Book):
    """A book in which a customer's spend is what is expected of them."""

    expected: Mapping[str, Ends] = field(default_factory=dict)
    anyway: frozenset[str] = frozenset()

    def spend(self, name: str) -> int:
        return 0 if name in self.anyway or name not in self.expected else self.expected[name][0]

    def shares(self, sender: str) -> list[tuple[str, int]]:
        """Whose expected spend a sender shares in, and how much of it."""
        found = []
        for spender in self.senders:
            kept = dict.fromkeys(self.histories, 0)
            self.hand_up(self.spend(spender), path=[spender], kept=kept)
            if kept[sender] > 0:
                found.append((spender, kept[sender]))
        return found


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), customers=st.sampled_from([2, 4, 40]))
def test_a_random_forest_gives_the_shares_of_plain_python_and_keeps_the_total(
    engine: Engine, seed: int, customers: int
) -> None:
    random = Random(seed)
    ledger = entangled(random, customers=customers)
    expected = expectations(random, ledger)
    anyway = frozenset(random.sample(sorted(ledger.customers.values()), k=customers // 4))
    for key, name in ledger.customers.items():
        if name in anyway:
            said = Answer(AS_OF, None, "choice", None, "would_have_come", "yes")
            ledger.facts.append((key, said))
    found = sent(engine, ledger, expected)
    histories = ledger.histories(as_of=AS_OF, currency="EUR")
    book = Ahead(histories, ledger.customers, "EUR", expected=expected, anyway=anyway)
    assert {name: ends[0] for name, ends in found.items()} == book.credit
    assert sum(ends[0] for ends in found.values()) == sum(map(book.spend, book.senders))
    for name, (value, low, high) in found.items():
        below = above = 0.0
        for spender, share in book.shares(name):
            mean, least, most = expected[spender]
            below += round(share / mean * (mean - least)) ** 2
            above += round(share / mean * (most - mean)) ** 2
        assert low == pytest.approx(max(value - sqrt(below), 0), abs=4)
        assert high == pytest.approx(value + sqrt(above), abs=4)


def test_a_book_in_which_nothing_can_be_expected_says_so_of_everybody(engine: Engine) -> None:
    ledger = entangled(Random(1), customers=4)
    assert set(sent(engine, ledger, {}).values()) == {(None, None, None)}


def test_the_interval_of_a_sum_holds_four_fifths_of_what_comes() -> None:
    """Several customers, each with few and skewed purchases: as the interval is put together."""
    rng = np.random.default_rng(7)
    held, trials = 0, 400
    for _ in range(trials):
        rates = rng.gamma(1.5, 2.0, size=rng.integers(3, 12))
        draws = rng.poisson(rates, size=(4000, len(rates))) * rng.gamma(4.0, 25.0, (4000, 1))
        ends = np.quantile(draws, [0.1, 0.9], axis=0)
        mean = draws.mean(axis=0)
        low = mean.sum() - sqrt(((mean - ends[0]) ** 2).sum())
        high = mean.sum() + sqrt(((ends[1] - mean) ** 2).sum())
        came = (rng.poisson(rates) * rng.gamma(4.0, 25.0, len(rates))).sum()
        held += low <= came <= high
    assert held / trials == pytest.approx(0.8, abs=0.08)


def expectations(random: Random, ledger: Ledger) -> dict[str, Ends]:
    """Made up, with uneven ends; of some nothing is known."""
    found = {}
    for name in sorted(set(ledger.customers.values())):
        mean = random.choice((0, 1, 7, 1000, 123_457, 10**9))
        if mean and random.random() < 0.9:
            found[name] = (mean, random.randint(0, mean), mean + random.randint(0, 3 * mean))
    return found or dict.fromkeys(ledger.customers.values(), (10, 5, 30))


def sent(engine: Engine, ledger: Ledger, expected: Mapping[str, Ends]) -> dict[str, Any]:
    card_of(engine, ledger.to_facts(), as_of=AS_OF, currency="EUR")
    columns: dict[str, Any] = {"name": pa.array(list(expected), pa.string())}
    for place, end in enumerate(("mean", "low", "high")):
        columns[end] = pa.array([ends[place] for ends in expected.values()], pa.int64())
    engine.define_arrow("made_up", pa.table(columns))
    engine.define_view("expected_card", _EXPECTED)
    none = ", ".join(f"CAST(NULL AS DOUBLE) AS {name}" for name in SENDS)
    engine.define_view("sends_card", f"SELECT *, {none} FROM expected_card")
    define_sent_value(engine)
    rows = engine.arrow(_SENT).to_pylist()
    return {row["name"]: (row["value"], row["low"], row["high"]) for row in rows}
