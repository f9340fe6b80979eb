"""CDNOW, 69,659 purchases of 23,570 customers: what the book says against a count by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conftest import Imported
    from counted_by_hand import Cdnow

Tell = Callable[..., dict[str, Any]]


def test_the_file_is_the_one_that_is_published(cdnow_by_hand: Cdnow) -> None:
    assert (cdnow_by_hand.lines, len(cdnow_by_hand.customers)) == (69_659, 23_570)


def test_every_purchase_is_imported(cdnow: Imported, cdnow_by_hand: Cdnow) -> None:
    told = cdnow.first
    assert (told["recipe"], told["currency"]) == ("cdnow", "USD")
    assert (told["read"], told["rejected"], told["anonymous"]) == (cdnow_by_hand.lines, 0, 0)
    assert told["facts"] == {
        "identity": len(cdnow_by_hand.customers),
        "order": cdnow_by_hand.lines,
    }
    assert told["new"] == sum(told["facts"].values())


def test_the_second_import_changes_nothing(cdnow: Imported) -> None:
    assert (cdnow.second["new"], cdnow.second["changed"]) == (0, 0)
    assert cdnow.second["unchanged"] == cdnow.first["new"]


def test_the_card_of_every_customer_is_that_counted_by_hand(
    cdnow: Imported, cdnow_by_hand: Cdnow
) -> None:
    with sqlite3.connect(f"file:{cdnow.folder / 'ledger.sqlite3'}?mode=ro", uri=True) as ledger:
        names = dict(ledger.execute("SELECT customer_id, source_id FROM fact_identity"))
    found = {
        names[row["customer_id"]]: (row["orders"], row["spend_minor"], row["last_order_on"])
        for row in cdnow.card
    }
    assert len(cdnow.card) == 23_570
    assert found == {
        customer: (bought.orders, bought.spend_minor, bought.last_on)
        for customer, bought in cdnow_by_hand.customers.items()
    }


def test_the_sums_are_those_by_hand(cdnow: Imported, cdnow_by_hand: Cdnow) -> None:
    assert sum(row["spend_minor"] for row in cdnow.card) == cdnow_by_hand.cents
    purchases = sum(row["orders"] for row in cdnow.card)
    assert purchases == cdnow_by_hand.lines - cdnow_by_hand.free


def test_an_old_book_is_read_as_of_its_last_day(cdnow: Imported) -> None:
    assert cdnow.refreshed["as_of"] == "1998-06-30"
    assert cdnow.refreshed["refused"] == {}


def test_every_customer_has_a_chance_and_an_expectation(cdnow: Imported) -> None:
    for row in cdnow.card:
        if row["orders"]:
            assert 0 <= row["chance_active_low"] <= row["chance_active_high"] <= 1
            assert row["expected_orders_365"] >= 0
            assert row["expected_spend_365_minor"] >= 0


def test_today_has_lines_with_evidence(
    cdnow: Imported, copied: Callable[[Imported], Path], tell: Tell
) -> None:
    day = tell(copied(cdnow), "today")
    assert day["as_of"] == "1998-06-30"
    assert len(day["items"]) >= 10
    assert all(item["evidence"] and item["currency"] == "USD" for item in day["items"])


def test_undo_of_both_imports_leaves_nothing(
    cdnow: Imported, copied: Callable[[Imported], Path], tell: Tell
) -> None:
    folder = copied(cdnow)
    for batch in (1, 2):
        tell(folder, "undo", str(batch))
    assert tell(folder, "refresh")["customers"] == 0
    assert tell(folder, "card")["rows"] == []
