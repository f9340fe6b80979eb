"""A dry run tells what would come, and changes nothing at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import regulars

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported
    from regulars.workspace import Book

HEADER = "order_id,customer_id,order_date,amount\n"


def folder_now(folder: Path) -> dict[str, str]:
    """Every file's bytes, hashed."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("text", [HEADER + "1,a,2026-01-02,7\n9,z,2026-01-02,x\n", "foo,bar\n"])
def test_not_one_byte_of_the_folder_changes(
    take: Callable[..., Imported], book: Book, tmp_path: Path, text: str
) -> None:
    take(HEADER + "1,a,2026-01-02,5\n2,b,2026-01-02,5\n")
    book.close()
    before = folder_now(book.folder)
    again = regulars.open(book.folder)
    path = tmp_path / "orders.csv"
    path.write_text(text)
    try:
        again.import_files([path], dry_run=True)
    except regulars.intake.recognise.UnknownLayout:
        assert text.startswith("foo")
    again.close()
    assert folder_now(book.folder) == before


def test_no_row_of_the_database_changes_even_where_a_killed_import_left_some(
    take: Callable[..., Imported], book: Book
) -> None:
    from datetime import UTC, datetime

    from django.apps import apps

    from regulars.ledger.batches import begin_batch

    begin_batch(recipe="own", files=[], at=datetime(2026, 1, 1, tzinfo=UTC))
    tables = list(apps.get_models())
    assert len(tables) > 10
    before = [list(model.objects.values_list()) for model in tables]
    take(HEADER + "1,a,2026-01-02,7\n2,b,2026-01-02,x\n", dry_run=True)
    assert [list(model.objects.values_list()) for model in tables] == before


def test_it_tells_the_same_counts_as_the_import_after_it(take: Callable[..., Imported]) -> None:
    take(HEADER + "1,a,2026-01-02,5\n2,b,2026-01-02,5\n")
    text = HEADER + "1,a,2026-01-02,5\n2,b,2026-01-02,6\n3,,2026-01-02,5\n4,d\n5,e,x,5\n"
    told, done = take(text, dry_run=True), take(text)
    assert told.batch is None
    for name in ("recipe", "read", "new", "changed", "unchanged", "rejected", "anonymous", "facts"):
        assert getattr(told, name) == getattr(done, name), name
    assert (told.new, told.changed, told.unchanged, told.anonymous) == (1, 1, 3, 1)
    assert told.rejects == done.rejects


def test_it_shows_the_first_facts(take: Callable[..., Imported]) -> None:
    told = take(HEADER + "1,a,2026-01-02,5\n", dry_run=True)
    [order] = told.preview["order"]
    assert (order["source_id"], order["amount_minor"], order["happened_on"]) == (
        "1", 500, "2026-01-02",
    )  # fmt: skip
    assert [row["source_id"] for row in told.preview["identity"]] == ["a"]


def test_a_dry_run_while_an_import_runs_is_told_so(
    take: Callable[..., Imported], book: Book
) -> None:
    from regulars.ledger.lock import BookBusy, only_one

    with only_one(folder=book.folder, work="import"), pytest.raises(BookBusy):
        take(HEADER, dry_run=True)


def test_importing_the_same_file_again_changes_nothing_that_counts(
    take: Callable[..., Imported], current: Callable[[str], list[dict[str, Any]]]
) -> None:
    text = HEADER + "1,a,2026-01-02,5\n2,b,2026-01-02,5\n"
    take(text)
    before = current("order"), current("identity")
    done = take(text)
    assert (done.new, done.changed, done.unchanged) == (0, 0, 4)
    assert (current("order"), current("identity")) == before
