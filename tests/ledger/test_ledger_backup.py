"""A backup is the same kind of file from both databases, and gives the same facts back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

AT = datetime(2026, 1, 1, tzinfo=UTC)


def everything() -> dict[str, list[str]]:
    from django.apps import apps

    def plain(value: Any) -> Any:
        return bytes(value) if isinstance(value, memoryview) else value

    return {
        model._meta.db_table: sorted(
            str([plain(value) for value in row]) for row in model.objects.values_list()
        )
        for model in apps.get_app_config("ledger").get_models()
    }


def test_every_row_of_the_ledger_comes_back_in_a_file(
    make_book: Callable[..., Book], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.ledger.desk_facts import write_desk_facts
    from regulars.ledger.place import VARIABLE
    from regulars.opening import restore_book

    book = make_book(currency="EUR", zone="Asia/Dhaka")
    orders = tmp_path / "orders.csv"
    orders.write_text(
        "order_id,customer_id,date,amount\n1,a,2025-01-02,5\n2,b,2025-01-03,6\nx,y,2025-13-01,1\n"
    )
    book.import_files([orders])
    book.import_files([orders])
    contact = {
        **dict.fromkeys(("began_by", "offer", "reaction", "note")),
        **{"customer_source": "own", "customer_key": "a", "channel": "call"},
        **{"happened_at": AT, "happened_on": AT.date()},
    }
    write_desk_facts(fact="contact", rows={"k": contact}, at=AT)
    book.undo(2)
    before = everything()
    path = book.backup(tmp_path / "b.tar").path
    assert everything() == before
    book.close()

    monkeypatch.delenv(VARIABLE, raising=False)
    restored = restore_book(path, tmp_path / "new")
    assert restored.book.ledger == "sqlite"
    assert everything() == before
    assert restored.counts["fact_order"] == 2
    assert restored.book.refresh().customers == 2
    again = restored.book.import_files([orders])
    assert (again.new, again.changed, again.unchanged) == (0, 0, 4)
    restored.book.close()
