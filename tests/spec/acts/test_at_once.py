"""What is read of the results is what lies there now, whoever wrote it."""

from __future__ import annotations

from typing import Any

import pytest

import regulars
from regulars.book import snapshot_tables
from spec.acts.conftest import AS_OF


def _names(book: Any) -> set[str]:
    plan = book.day_plan()
    return {item.customer for item in (*plan.items, *plan.below)}


def test_new_results_made_elsewhere_show_at_once(calm):
    reading = regulars.open(calm.folder)
    assert reading.as_of == AS_OF
    calm.refresh(as_of=AS_OF.replace(day=29))
    assert reading.as_of == AS_OF.replace(day=29)
    assert reading.made.name == calm.made.name


def test_who_is_erased_elsewhere_is_gone_from_what_was_read_at_once(calm):
    reading = regulars.open(calm.folder)
    reading.today()
    one = next(item for item in reading.day_plan().items if item.customer == "eve")
    assert reading._read().card_rows([one.customer_id])
    calm.erase(customer_id=one.customer_id, by="owner")
    assert "eve" not in _names(reading)
    assert not reading._read().card_rows([one.customer_id])
    assert not reading._read().identities([one.customer_id])


def test_another_share_or_salt_is_drawn_at_once(calm):
    def held_out(share: float, salt: str = "a") -> set[str]:
        nobody = {"customers": frozenset(), "plays": frozenset()}
        pool = calm._read().pool(**nobody, salt=salt, holdout_share=share, at_most=100)
        return {row["customer_key"] for row in pool.rows if row["held_out"]}

    assert held_out(0.0) == set()
    assert held_out(1.0) == {"eve", "fay", "gus", "hal"}
    assert held_out(0.0) == set()
    assert len({frozenset(held_out(0.5, salt)) for salt in "abcdef"}) > 1


def test_results_too_large_for_memory_say_the_same(calm, monkeypatch: pytest.MonkeyPatch):
    def told(book: Any) -> tuple[Any, ...]:
        reader, pool = book._read(), book._pool(book._let_alone(), staff=None, at_most=100)
        ids = sorted(row["customer_id"] for row in pool.rows)
        return pool, reader.card_rows(ids), reader.identities(ids), reader.columns

    in_memory = told(calm)
    monkeypatch.setattr(snapshot_tables, "MOST_KEPT_BYTES", 0)
    assert told(regulars.open(calm.folder)) == in_memory
    assert in_memory[0].rows
