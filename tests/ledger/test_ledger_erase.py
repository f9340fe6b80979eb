"""Export and erasure are the same on both databases; tests/custody searches every byte."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

NAME = "Quillmar Ozwick"
ID = customer_id(source="own", key="q-1")


def test_the_erased_are_gone_from_every_table_and_stay_out(
    make_book: Callable[..., Book], tmp_path: Path
) -> None:
    book = make_book(currency="EUR")
    customers = tmp_path / "customers.csv"
    customers.write_text(
        f"customer_id,kind,name,phone\nq-1,person,{NAME},+880 1711 558822\nt-1,person,Tom,\n"
    )
    orders = tmp_path / "orders.csv"
    orders.write_text(
        "order_id,customer_id,order_date,amount\no1,q-1,2025-01-02,5\no2,t-1,2025-01-02,6\n"
        f"bad,q-1,2025-13-02,{NAME}\n"
    )
    book.import_files([customers, orders])
    book.import_files([customers])
    held = book.export(customer_id=ID, by="test")
    assert held["facts"]["customer"]["revisions"][0]["name"] == NAME
    assert len(held["rejects"]) == 1

    done = book.erase(customer_id=ID, by="test")
    assert (done.removed["customer"], done.made_anonymous["order"], done.rejects) == (1, 1, 1)
    again = book.import_files([customers, orders])
    assert (again.new, again.changed, again.rejected, again.suppressed) == (0, 0, 0, 3)

    from django.apps import apps

    for model in apps.get_app_config("ledger").get_models():
        for row in model.objects.values_list():
            assert not any(text in str(row) for text in (NAME, "q-1", ID)), model
    from regulars.ledger.models import Order

    assert sorted(Order.objects.values_list("amount_minor", flat=True)) == [500, 600]
