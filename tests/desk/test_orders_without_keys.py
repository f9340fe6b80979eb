"""Sales of a file without a column of keys are told by their day and amount alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book


@pytest.mark.parametrize(
    ("header", "row", "told"),
    [
        ("customer_id,date,amount", "Karim Store,2026-02-18,4800", "Order · ৳\xa04,800"),
        ("order_id,customer_id,date,amount", "K 1,Karim,2026-02-18,9", "Order K 1 · ৳\xa09"),
    ],
)
def test_a_key_that_the_import_made_is_not_told(
    empty_book: Book, tmp_path: Path, header: str, row: str, told: str
) -> None:
    from regulars.contracts import customer_id
    from regulars.ledger.models import Order

    (tmp_path / "orders.csv").write_text(f"{header}\n{row}\n")
    empty_book.import_files([tmp_path / "orders.csv"])
    [(source, key)] = Order.objects.values_list("customer_source", "customer_key")
    page = empty_book.customer(customer_id=customer_id(source=source, key=key))
    assert [one.text for one in page.timeline] == [told]
