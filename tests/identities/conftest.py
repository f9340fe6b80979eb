"""Small imports of customers and orders, and who is one customer after a refresh."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

AS_OF = date(2026, 6, 30)

Customers = Callable[..., int]
Orders = Callable[..., int]


def own(key: str) -> str:
    """The id of the customer whom a user's own file calls `key`."""
    return customer_id(source="own", key=key)


@pytest.fixture
def customers(book: Book, tmp_path: Path) -> Customers:
    """Import customers: `customers("a,Ann,ann@x.com,,person", …)`; the batch's number."""

    def take(*rows: str, into: Book | None = None) -> int:
        path = tmp_path / "customers.csv"
        path.write_text("\n".join(["customer_id,name,email,phone,kind", *rows]) + "\n")
        batch = (into or book).import_files([path]).batch
        assert batch is not None
        return batch

    return take


@pytest.fixture
def orders(book: Book, tmp_path: Path) -> Orders:
    """Import orders of 10.00 each: `orders("1,a,2026-01-02", …)`; the batch's number."""

    def take(*rows: str, into: Book | None = None) -> int:
        path = tmp_path / "orders.csv"
        lines = [f"{row},10.00" for row in rows]
        path.write_text("\n".join(["order_id,customer_id,order_date,amount", *lines]) + "\n")
        batch = (into or book).import_files([path]).batch
        assert batch is not None
        return batch

    return take


@pytest.fixture
def groups(book: Book) -> Callable[..., set[frozenset[str]]]:
    """After a refresh, the sets of keys that are one customer; those who stand alone too."""

    def read(of: Book | None = None) -> set[frozenset[str]]:
        one = of or book
        one.refresh(as_of=AS_OF)
        table = one._read().query("SELECT customer_id, source_id FROM identities").to_pylist()
        found: dict[str, set[str]] = {}
        for row in table:
            found.setdefault(row["customer_id"], set()).add(row["source_id"])
        return {frozenset(keys) for keys in found.values()}

    return read


@pytest.fixture
def card(book: Book) -> Callable[[], dict[str, dict[str, Any]]]:
    """The card by customer, after a refresh."""

    def read() -> dict[str, dict[str, Any]]:
        book.refresh(as_of=AS_OF)
        return {row["customer_id"]: row for row in book.card().to_pylist()}

    return read


def sets(*groups: Iterable[str]) -> set[frozenset[str]]:
    """`sets("ab", "c")`: a and b are one, c stands alone."""
    return {frozenset(group) for group in groups}
