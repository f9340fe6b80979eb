"""A customer's id is the same for ever."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from regulars.contracts import CUSTOMER_IDS, customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book


def ids() -> dict[str, str]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return {row["source_id"]: row["customer_id"] for row in current_rows("identity", Q())}


def test_an_id_is_made_of_the_first_source_and_key_alone() -> None:
    assert customer_id(source="till", key="17") == str(uuid.uuid5(CUSTOMER_IDS, "till\x1f17"))
    assert customer_id(source="till", key="17") != customer_id(source="shop", key="17")


def test_ids_of_books_already_made_stay_valid() -> None:
    assert str(CUSTOMER_IDS) == "6f0a2a5e-7c1d-5c0e-9a54-0d8a6c1f7e21"


def test_ids_survive_undo_and_import_again(
    book: Book, import_orders: Callable[[Book, dict[str, str]], int]
) -> None:
    batch = import_orders(book, {"a": "x", "b": "y"})
    before = ids()
    book.undo(batch)
    assert ids() == {}
    import_orders(book, {"b": "z", "a": "z", "c": "z"})
    assert ids() == before | {"c-c": customer_id(source="own", key="c-c")}
