"""UCI Online Retail, 541,909 invoice lines: what the book says against a count by hand."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conftest import Imported
    from counted_by_hand import Retail


Tell = Callable[..., dict[str, Any]]


def from_ledger(book: Imported, query: str) -> list[tuple[Any, ...]]:
    """Read by the standard library; each key has one revision here, for nothing ever changed."""
    with sqlite3.connect(f"file:{book.folder / 'ledger.sqlite3'}?mode=ro", uri=True) as ledger:
        return ledger.execute(query).fetchall()


def test_the_file_is_the_one_that_is_published(retail_by_hand: Retail) -> None:
    counted = retail_by_hand
    assert (counted.lines, counted.anonymous_lines) == (541_909, 135_080)
    assert (len(counted.invoices), len({i.customer for i in counted.invoices.values()} - {""})) == (
        25_900,
        4_372,
    )
    assert counted.cancellation_lines == 9_288


def test_every_line_invoice_and_customer_is_imported(
    retail: Imported, retail_by_hand: Retail
) -> None:
    told, counted = retail.first, retail_by_hand
    assert told["recipe"] == "online_retail"
    assert (told["read"], told["rejected"]) == (counted.lines, 0)
    assert told["anonymous"] == counted.anonymous_lines
    assert told["facts"] == {
        "identity": len(counted.customers),
        "customer": len(counted.customers),
        "product": len(counted.products),
        "order": len(counted.invoices),
        "order_line": counted.lines,
    }
    assert told["new"] == sum(told["facts"].values())
    assert (told["changed"], told["unchanged"]) == (0, 0)


def test_the_second_import_changes_nothing(retail: Imported) -> None:
    told = retail.second
    assert (told["new"], told["changed"]) == (0, 0)
    assert told["unchanged"] == retail.first["new"]
    assert told["facts"] == retail.first["facts"]
    assert from_ledger(retail, "SELECT DISTINCT batch_id FROM fact_order_line") == [(1,)]


def test_the_lines_sum_up_to_what_they_sum_up_to_by_hand(
    retail: Imported, retail_by_hand: Retail
) -> None:
    [found] = from_ledger(
        retail,
        "SELECT count(*), sum(amount_minor), sum(quantity_milli), count(product_key),"
        " count(DISTINCT product_key) FROM fact_order_line",
    )
    counted = retail_by_hand
    assert found == (
        counted.lines,
        counted.lines_minor,
        counted.lines_milli,
        counted.product_lines,
        len(counted.products),
    )


def test_every_invoice_has_its_state_amount_customer_and_day(
    retail: Imported, retail_by_hand: Retail
) -> None:
    found = {
        number: rest
        for number, *rest in from_ledger(
            retail,
            "SELECT source_id, state, amount_minor, coalesce(customer_key, ''), happened_on"
            " FROM fact_order",
        )
    }
    counted = retail_by_hand
    assert found == {
        number: [
            counted.states[number], invoice.amount_minor, invoice.customer, invoice.moment[:10],
        ]
        for number, invoice in counted.invoices.items()
    }  # fmt: skip
    assert Counter(counted.states.values()) == {
        "placed": 20_725,
        "returned": 3_836,
        "cancelled": 1_339,
    }


def test_every_cancellation_is_tied_to_the_order_it_undoes_where_there_is_one(
    retail: Imported, retail_by_hand: Retail
) -> None:
    found = dict(
        from_ledger(
            retail, "SELECT source_id, returns_order_key FROM fact_order WHERE state = 'returned'"
        )
    )
    assert found == retail_by_hand.returns
    tied = sum(order is not None for order in found.values())
    assert 2_000 < tied < len(found)


def test_the_card_of_every_customer_is_that_counted_by_hand(
    retail: Imported, retail_by_hand: Retail
) -> None:
    names = dict(from_ledger(retail, "SELECT customer_id, source_id FROM fact_identity"))
    found = {
        names[row["customer_id"]]: (row["orders"], row["spend_minor"], row["last_order_on"])
        for row in retail.card
    }
    assert len(found) == len(retail.card) == 4_372
    assert found == {
        customer: (bought.orders, bought.spend_minor, bought.last_on)
        for customer, bought in retail_by_hand.customers.items()
    }


def test_an_old_book_is_read_as_of_its_last_day(retail: Imported, retail_by_hand: Retail) -> None:
    last = max(invoice.moment[:10] for invoice in retail_by_hand.invoices.values())
    assert retail.refreshed["as_of"] == last == "2011-12-09"
    assert retail.refreshed["customers"] == 4_372
    assert retail.refreshed["refused"] == {}
    assert "9 December 2011" in retail.refreshed["notice"]


def test_today_has_lines_with_evidence(
    retail: Imported, copied: Callable[[Imported], Path], tell: Tell
) -> None:
    day = tell(copied(retail), "today")
    assert day["as_of"] == "2011-12-09"
    assert len(day["items"]) >= 10
    for item in day["items"]:
        assert item["currency"] == "GBP"
        assert item["stake_minor"] is not None
        assert len(item["evidence"]) >= 2
        assert any(one["fact"] for one in item["evidence"]), "no fact of the ledger is quoted"


def test_undo_of_both_imports_leaves_nothing(
    retail: Imported, copied: Callable[[Imported], Path], tell: Tell
) -> None:
    folder = copied(retail)
    for batch in (1, 2):
        assert tell(folder, "undo", str(batch)) == {"batch": batch, "state": "undone"}
    assert {one["state"] for one in tell(folder, "imports")["imports"]} == {"undone"}
    assert tell(folder, "refresh")["customers"] == 0
    assert tell(folder, "card")["rows"] == []
