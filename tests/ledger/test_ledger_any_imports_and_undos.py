"""Any sequence of imports and undos equals importing the complete batches in their order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from shelf import Shelf

if TYPE_CHECKING:
    from regulars.workspace import Book

KEYS = [f"k{number}" for number in range(8)]
BATCHES = st.dictionaries(st.sampled_from(KEYS), st.sampled_from("xyz"), min_size=1)
"""An import: each of few keys absent, or with one of few contents, so that they meet often."""
UNDOS = st.integers(min_value=0, max_value=9)
"""Undo one of the complete batches, counted round."""
STEPS = st.lists(st.one_of(BATCHES, BATCHES, UNDOS), min_size=3, max_size=7)


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> Callable[[], Book]:
    def make() -> Book:
        return shelf.make(tmp_path_factory.mktemp("any"), currency="EUR")

    return make


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(steps=STEPS)
def test_imports_and_undos_equal_the_complete_batches_in_their_order(
    steps: list[dict[str, str] | int],
    fresh: Callable[[], Book],
    import_orders: Callable[[Book, dict[str, str]], int],
    orders_at_the_desk: Callable[[], dict[str, str]],
    engine_facts: Callable[[Path, str, str], dict[str, object]],
) -> None:
    book = fresh()
    complete: dict[int, dict[str, str]] = {}
    for step in steps:
        if isinstance(step, dict):
            complete[import_orders(book, step)] = step
        elif complete:
            number = list(complete)[step % len(complete)]
            book.undo(number)
            del complete[number]
        expected: dict[str, str] = {}
        for batch in complete.values():
            expected |= batch
        assert orders_at_the_desk() == expected
    seen = {
        fact: engine_facts(book.folder, fact, column)
        for fact, column in (("order", "channel"), ("identity", "source"))
    }
    book = fresh()
    for batch in complete.values():
        import_orders(book, batch)
    assert orders_at_the_desk() == expected
    for fact, column in (("order", "channel"), ("identity", "source")):
        assert engine_facts(book.folder, fact, column) == seen[fact]
    book.close()
