"""Off the list of the erased: nothing of before comes back, later imports count again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from planted_person import EMAIL, ID, KEY, NAME, OTHER, PHONE_ELSEWHERE, Planted

from regulars.cli.main import main
from regulars.contracts import customer_id

TOM = customer_id(source="own", key=OTHER)


def told(capsys: pytest.CaptureFixture[str], book: Any, *words: str) -> dict[str, Any]:
    assert main([*words, "--json", "--book", str(book.folder)]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def keys_in_the_ledger() -> set[str]:
    from regulars.ledger.models import Customer

    return set(Customer.objects.values_list("source_id", flat=True))


def test_who_is_readmitted_comes_with_later_imports_only_and_nobody_else_does(
    planted: Planted, capsys: pytest.CaptureFixture[str]
) -> None:
    book = planted.book
    first = book.erase(customer_id=ID, by="ann").number
    second = book.erase(customer_id=TOM, by="ben").number
    assert book.import_files(planted.first).suppressed > 0
    assert keys_in_the_ledger() == {"acme"}

    done = told(capsys, book, "readmit", str(first))
    assert done["hashes"] > 5
    assert keys_in_the_ledger() == {"acme"}
    book.import_files(planted.first)
    assert keys_in_the_ledger() == {"acme", KEY}
    assert book.erasure_faults() == []

    record = {one["erasure"]: one for one in told(capsys, book, "erased")["erasures"]}
    assert (record[first]["erased_by"], record[first]["on_list"]) == ("ann", 0)
    assert record[first]["readmitted_by"]
    assert record[first]["readmitted_at"] is not None
    assert (record[second]["erased_by"], record[second]["readmitted_at"]) == ("ben", None)
    assert not any(text in str(record) for text in (KEY, NAME, EMAIL, OTHER))


def test_an_erasure_is_found_by_what_the_person_is_known_by(
    planted: Planted, capsys: pytest.CaptureFixture[str]
) -> None:
    book = planted.book
    number = book.erase(customer_id=ID, by="ann").number
    for text in (KEY, NAME.lower(), EMAIL.upper(), PHONE_ELSEWHERE):
        [found] = told(capsys, book, "erased", "--find", text)["erasures"]
        assert found["erasure"] == number
    assert told(capsys, book, "erased", "--find", "somebody else")["erasures"] == []


def test_3_and_4_what_is_not_on_the_list_cannot_be_taken_off(
    planted: Planted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = planted.book
    number = str(book.erase(customer_id=ID, by="ann").number)
    before = (book.folder / "suppressed.json").read_bytes()
    assert main(["readmit", "99", "--book", str(book.folder)]) == 4
    assert "`regulars erased` lists" in capsys.readouterr().err
    assert (book.folder / "suppressed.json").read_bytes() == before
    told(capsys, book, "readmit", number)
    assert main(["readmit", number, "--book", str(book.folder)]) == 3
    assert "on the list" in capsys.readouterr().err


def test_hashes_of_before_there_were_numbers_get_that_of_their_moment(planted: Planted) -> None:
    """What the migration does to a book in which somebody was erased before."""
    from importlib import import_module

    from django.apps import apps

    from regulars.ledger.models import Suppression

    number = planted.book.erase(customer_id=ID, by="ann").number
    theirs = Suppression.objects.filter(erasure=number).count()
    Suppression.objects.update(erasure=None)
    assert planted.book.kept_out_by_other_copies == theirs
    import_module("regulars.ledger.migrations.0007_readmission").belong(apps, None)
    assert Suppression.objects.filter(erasure=number).count() == theirs > 5
