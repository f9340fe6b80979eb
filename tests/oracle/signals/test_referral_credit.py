"""Spend handed up to who sent: whatever the referrals, nothing is lost and nothing is added."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from naive_facts import Order, Referral
from small_ledgers import AS_OF, Key, Ledger
from spec.card import card_of
from spec.engines import Engine


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), customers=st.sampled_from([2, 4, 60]))
def test_all_shares_add_up_to_the_spend_of_all_who_were_sent(
    engine: Engine, seed: int, customers: int
) -> None:
    ledger = entangled(Random(seed), customers=customers)
    card = card_of(engine, ledger.to_facts(), as_of=AS_OF, currency="EUR").to_pylist()
    sent = [row["spend_minor"] for row in card if row["referrals_received"]]
    assert sum(row["sent_spend_tree_minor"] for row in card) == sum(sent)


def entangled(random: Random, *, customers: int) -> Ledger:
    """Everybody bought on the same day, so that referrals in circles stand."""
    keys: list[Key] = [("till", str(number)) for number in range(customers)]
    ledger = Ledger(customers={key: f"customer {key[1]}" for key in keys})
    for key in keys:
        ledger.facts.append((key, Order(AS_OF, "placed", random.randrange(1, 1000), "EUR")))
        for came in random.sample(keys, k=min(customers, random.choice((0, 1, 1, 2, 5)))):
            ledger.facts.append((key, Referral(AS_OF, came, None)))
    return ledger
