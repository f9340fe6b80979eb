"""The record of who saw and changed what: given out, forgotten, backed up, restored."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from planted_person import AS_OF, ID, OTHER, Planted

from regulars.cli.main import main
from regulars.cli.record import account
from regulars.contracts import customer_id
from regulars.opening import restore_book
from regulars.people.record import ERASED

TOM = customer_id(source="own", key=OTHER)
Search = Callable[[Path], dict[str, list[str]]]


def seen(planted: Planted, one: str = ID, who: str = "mitali") -> None:
    planted.book.write_down(
        who=who, way="desk", what="customer", act="saw", outcome="done", customers=[one]
    )


def whole(book) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.who, one.what, one.customers) for one in book.record().entries]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        (["customer", ID], "saw"),
        (["export", ID, "--output"], "saw"),
        (["consent", ID, "--purpose", "marketing", "--withdrawn"], "changed"),
        (["owner", ID, "mitali"], "changed"),
    ],
)
def test_commands_on_a_customer_are_written_down(
    planted: Planted, tmp_path: Path, words: list[str], act: str
) -> None:
    if words[-1] == "--output":
        words = [*words, str(tmp_path / "out.json")]
    assert main([*words, "--book", str(planted.book.folder)]) == 0
    [entry] = planted.book.record().entries
    assert (entry.who, entry.way, entry.what, entry.act) == (account(), "cli", words[0], act)
    assert (entry.customers, entry.outcome) == ((ID,), "done")


def test_merging_tells_both(planted: Planted) -> None:
    assert main(["merge", ID, TOM, "--book", str(planted.book.folder)]) == 0
    assert whole(planted.book) == [(account(), "merge", (ID, TOM))]


def test_a_command_that_was_refused_is_written_down_too(planted: Planted) -> None:
    assert main(["merge", ID, ID, "--book", str(planted.book.folder)]) == 3
    [entry] = planted.book.record().entries
    assert (entry.outcome, entry.customers) == ("refused", (ID,))


def test_an_export_tells_who_saw_and_changed_the_customer(planted: Planted, tmp_path: Path) -> None:
    seen(planted)
    seen(planted, TOM, who="rafi")
    out = tmp_path / "held.json"
    assert main(["export", ID, "--output", str(out), "--book", str(planted.book.folder)]) == 0
    held = json.loads(out.read_text(encoding="utf-8"))
    assert [(one["who"], one["what"], one["customers"]) for one in held["record"]] == [
        ("mitali", "customer", [ID])
    ]


def test_after_an_erasure_the_record_has_nobody_and_still_tells_that_somebody_looked(
    planted: Planted, found_in: Search
) -> None:
    seen(planted)
    seen(planted, TOM)
    folder = planted.book.folder
    assert main(["erase", ID, "--yes", "--book", str(folder)]) == 0
    assert whole(planted.book) == [
        (account(), "erase", (ERASED,)),
        ("mitali", "customer", (TOM,)),
        ("mitali", "customer", (ERASED,)),
    ]
    planted.book.refresh(as_of=AS_OF)
    planted.book.close()
    assert found_in(folder) == {}


def test_persons_erased_with_their_account_are_forgotten_too(planted: Planted) -> None:
    seen(planted)
    planted.book.erase(customer_id=customer_id(source="own", key="acme"), with_persons=True, by="x")
    assert [one.customers for one in planted.book.record().entries] == [(ERASED,)]


def test_a_backup_has_the_record_and_a_restore_brings_it(planted: Planted, tmp_path: Path) -> None:
    seen(planted)
    archive = planted.book.backup(tmp_path / "a.tar").path
    before = whole(planted.book)
    assert whole(restore_book(archive, tmp_path / "new").book) == before


def test_a_restore_over_a_book_keeps_what_was_seen_since_the_backup(
    planted: Planted, tmp_path: Path
) -> None:
    seen(planted)
    archive = planted.book.backup(tmp_path / "a.tar").path
    seen(planted, who="since")
    folder = planted.book.folder
    planted.book.close()
    restored = restore_book(archive, folder, over=True).book
    assert [who for who, _, _ in whole(restored)] == ["since", "mitali"]


def test_who_was_erased_since_the_backup_is_not_in_the_restored_record(
    planted: Planted, tmp_path: Path
) -> None:
    seen(planted)
    archive = planted.book.backup(tmp_path / "a.tar").path
    planted.book.erase(customer_id=ID, by="x")
    folder = planted.book.folder
    planted.book.close()
    restored = restore_book(archive, folder, over=True).book
    assert [one.customers for one in restored.record().entries] == [(ERASED,)]
