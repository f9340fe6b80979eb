"""What an undo will do is told before, and is what it then does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

Take = Callable[[str], int]


@pytest.fixture
def take(same_book: Book, tmp_path: Path) -> Take:
    def imported(rows: str) -> int:
        path = tmp_path / "orders.csv"
        path.write_text(f"order_id,customer_id,date,amount\n{rows}")
        batch = same_book.import_files([path]).batch
        assert batch is not None
        return batch

    return imported


def facts() -> dict[str, int]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return {fact: len(current_rows(fact, Q())) for fact in ("order", "identity")}


def test_facts_that_nobody_else_tells_of_go_and_others_stay_as_others_say(
    same_book: Book, take: Take
) -> None:
    take("1,a,2026-01-01,5\n2,a,2026-01-02,5\n")
    second = take("1,a,2026-01-01,5\n2,a,2026-01-02,6\n3,b,2026-01-03,7\n")
    told = same_book.undoing(second)
    assert told is not None
    assert told.go == {"order": 1, "identity": 1}
    assert told.as_others_say == {"order": 2, "identity": 1}
    assert told.stay == 0
    before = facts()
    same_book.undo(second)
    after = facts()
    assert {fact: before[fact] - after[fact] for fact in before} == told.go


def test_a_customer_of_whom_something_was_written_down_stays(same_book: Book, take: Take) -> None:
    from datetime import UTC, datetime

    from regulars.contracts import customer_id

    batch = take("11,p,2026-01-01,5\n12,q,2026-01-02,5\n")
    same_book.refresh()
    same_book.consent(
        customer_id=customer_id(source="own", key="p"),
        purpose="marketing",
        state="given",
        at=datetime.now(UTC),
    )
    told = same_book.undoing(batch)
    assert told is not None
    assert (told.go, told.stay) == ({"order": 2, "identity": 1}, 1)
    before = facts()
    same_book.undo(batch)
    after = facts()
    assert {fact: before[fact] - after[fact] for fact in before} == told.go


def test_a_batch_too_large_to_look_at_is_not_looked_at(
    same_book: Book, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.ledger import undoing

    batch = take("1,a,2026-01-01,5\n")
    monkeypatch.setattr(undoing, "MOST_LOOKED_AT", 1)
    assert same_book.undoing(batch) is None
