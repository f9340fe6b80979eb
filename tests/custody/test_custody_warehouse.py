"""Who was erased stays out of the results though the warehouse still has them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

import regulars
from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

AS_OF = date(2026, 1, 1)


def test_a_refresh_leaves_them_out(make_book: Callable[..., Book], tmp_path: Path) -> None:
    orders = pa.table(
        {
            "number": [1, 2, 3],
            "who": ["kzq-7781", "kzq-7781", "tom-1"],
            "day": [date(2025, 12, 1), date(2025, 12, 5), date(2025, 12, 6)],
            "minor": [500, 600, 700],
        }
    )
    pq.write_table(orders, tmp_path / "orders.parquet")
    folder = make_book(currency="EUR").folder
    with (folder / "book.toml").open("a") as file:
        file.write(
            f'\n[warehouse.order]\nparquet = ["{tmp_path}/orders.parquet"]\nsource = "shop"\n'
            '[warehouse.order.columns]\nsource_id = "number"\ncustomer_key = "who"\n'
            'happened_on = "day"\namount_minor = "minor"\n'
            'currency = { value = "EUR" }\nstate = { value = "placed" }\n'
        )
    book = regulars.open(folder)
    book.refresh(as_of=AS_OF)
    who = customer_id(source="shop", key="kzq-7781")
    tom = customer_id(source="shop", key="tom-1")
    assert set(book.card()["customer_id"].to_pylist()) == {who, tom}

    book.erase(customer_id=who, by="test")
    assert book.card()["customer_id"].to_pylist() == [tom]
    book.refresh(as_of=AS_OF)
    assert book.card()["customer_id"].to_pylist() == [tom]
    book.close()
