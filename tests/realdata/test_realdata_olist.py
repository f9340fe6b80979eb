"""Olist, nine files of a marketplace: what the book says against a count by hand."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conftest import Imported
    from counted_olist import Olist

Tell = Callable[..., dict[str, Any]]


def from_ledger(book: Imported, query: str) -> dict[str, list[Any]]:
    """Rows by their first column, read by the standard library."""
    with sqlite3.connect(f"file:{book.folder / 'ledger.sqlite3'}?mode=ro", uri=True) as ledger:
        return {first: list(rest) for first, *rest in ledger.execute(query)}


def test_the_files_are_those_that_are_described(olist_by_hand: Olist) -> None:
    assert (len(olist_by_hand.orders), len(olist_by_hand.customers)) == (8_135, 8_016)
    assert olist_by_hand.stars == {5: 3_354, 1: 2_638, 4: 1_184, 3: 667, 2: 382}


def test_every_row_is_read_and_none_is_lost(olist: Imported, olist_by_hand: Olist) -> None:
    told, counted = olist.first, olist_by_hand
    assert (told["recipe"], told["currency"]) == ("olist", "BRL")
    assert (told["read"], told["rejected"], told["anonymous"]) == (counted.lines, 0, 0)
    assert told["facts"] == {
        "identity": len(counted.customers),
        "customer": len(counted.customers),
        "product": len(counted.products),
        "order": len(counted.orders),
        "order_line": 2 * counted.pieces,
        "problem": len(counted.late),
        "review": len(counted.reviews),
    }
    assert told["new"] == sum(told["facts"].values())


def test_the_second_import_changes_nothing(olist: Imported) -> None:
    told = olist.second
    assert (told["new"], told["changed"], told["unchanged"]) == (0, 0, olist.first["new"])


def test_every_order_has_its_person_state_amount_and_day(
    olist: Imported, olist_by_hand: Olist
) -> None:
    found = from_ledger(
        olist, "SELECT source_id, customer_key, state, amount_minor, happened_on FROM fact_order"
    )
    assert found == olist_by_hand.orders
    assert Counter(state for _, state, *_ in found.values()) == {
        "placed": 6_901, "cancelled": 1_234,
    }  # fmt: skip


def test_pieces_and_freight_add_up_to_the_cent(olist: Imported, olist_by_hand: Olist) -> None:
    found = from_ledger(
        olist, "SELECT kind, count(*), sum(amount_minor) FROM fact_order_line GROUP BY kind"
    )
    counted = olist_by_hand
    assert found == {
        "product": [counted.pieces, counted.pieces_minor],
        "shipping": [counted.pieces, counted.freight_minor],
    }


def test_every_review_has_its_person_order_stars_and_day(
    olist: Imported, olist_by_hand: Olist
) -> None:
    found = from_ledger(
        olist,
        "SELECT source_id, customer_key, order_key, rating_milli, happened_on FROM fact_review",
    )
    assert found == olist_by_hand.reviews
    assert Counter(stars // 1000 for _, _, stars, _ in found.values()) == olist_by_hand.stars


def test_every_late_delivery_is_a_problem_of_its_order(
    olist: Imported, olist_by_hand: Olist
) -> None:
    found = from_ledger(
        olist, "SELECT order_key, customer_key, happened_on, ended_on FROM fact_problem"
    )
    assert found == olist_by_hand.late
    assert len(found) == 343


def test_every_product_has_its_category(olist: Imported, olist_by_hand: Olist) -> None:
    found = from_ledger(olist, "SELECT source_id, category FROM fact_product")
    assert {key: category for key, [category] in found.items()} == olist_by_hand.products


def test_the_card_of_every_customer_is_that_counted_by_hand(
    olist: Imported, olist_by_hand: Olist
) -> None:
    names = from_ledger(olist, "SELECT customer_id, source_id FROM fact_identity")
    found = {
        names[row["customer_id"]][0]: (row["orders"], row["spend_minor"], row["last_order_on"])
        for row in olist.card
    }
    assert len(found) == len(olist.card) == 8_016
    assert found == {
        customer: (bought.orders, bought.spend_minor, bought.last_on)
        for customer, bought in olist_by_hand.customers.items()
    }


def test_undo_of_both_imports_leaves_nothing(
    olist: Imported, copied: Callable[[Imported], Path], tell: Tell
) -> None:
    folder = copied(olist)
    for batch in (1, 2):
        tell(folder, "undo", str(batch))
    assert tell(folder, "refresh")["customers"] == 0
    assert tell(folder, "card")["rows"] == []
