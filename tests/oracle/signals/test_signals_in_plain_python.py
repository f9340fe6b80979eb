"""Every column of the card, for every customer, against the second implementation."""

from __future__ import annotations

import math
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from naive_book_signals import BOOK_SIGNALS, Book
from naive_effort_signals import EFFORT_SIGNALS
from naive_facts import Value
from naive_signals import SIGNALS
from naive_voice_signals import VOICE_SIGNALS
from small_ledgers import AS_OF, CURRENCIES, Ledger, many_customers, small_ledgers
from spec.card import card_of
from spec.engines import Engine

from regulars.signals.catalogue import NAMES

currencies = st.sampled_from(CURRENCIES)


def test_there_is_a_second_implementation_of_every_signal() -> None:
    second = [
        signal.__name__ for signal in (*SIGNALS, *VOICE_SIGNALS, *EFFORT_SIGNALS, *BOOK_SIGNALS)
    ]
    assert sorted(second) == sorted(NAMES)


@settings(max_examples=60, deadline=None)
@given(ledger=small_ledgers(), currency=currencies)
def test_a_small_ledger_gives_the_same_card(
    engine: Engine, ledger: Ledger, currency: str | None
) -> None:
    assert differences(engine, ledger, currency) == []


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 2**32), currency=currencies)
def test_four_hundred_customers_at_once_give_the_same_card(
    engine: Engine, seed: int, currency: str | None
) -> None:
    ledger = many_customers(Random(seed), customers=400)
    assert differences(engine, ledger, currency)[:1] == []


def differences(engine: Engine, ledger: Ledger, currency: str | None) -> list[str]:
    """What differs, each with all facts of the customer."""
    histories = ledger.histories(as_of=AS_OF, currency=currency)
    book = Book(histories, ledger.customers, currency)
    card = card_of(engine, ledger.to_facts(), as_of=AS_OF, currency=currency).to_pylist()
    assert [row["customer"] for row in card] == sorted(book.histories)
    found = []
    for row in card:
        name = row["customer"]
        history = book.histories[name]
        of_one = (*SIGNALS, *VOICE_SIGNALS, *EFFORT_SIGNALS)
        expected = {signal.__name__: signal(history) for signal in of_one}
        expected |= {signal.__name__: signal(book, name) for signal in BOOK_SIGNALS}
        for signal, value in expected.items():
            if not same(row[signal], value):
                found.append(f"{signal} is {row[signal]}, not {value}: {history}")
    return found


def same(value: Value, expected: Value) -> bool:
    """Numbers, days and texts exactly; a DOUBLE to 1e-9; never NaN; null only with null."""
    if isinstance(value, float) and isinstance(expected, float):
        near = abs(value - expected) <= 1e-9 * max(1.0, abs(expected))
        return math.isfinite(value) and near
    return type(value) is type(expected) and value == expected
