"""An export holds everything about one customer, in words and units, and nothing of others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from planted_person import EMAIL, ID, KEY, NAME, OTHER, Planted

from regulars.cli.main import main
from regulars.contracts import BY_FACT, CONTRACTS
from regulars.settings import LEDGER_FILE


@pytest.fixture
def exported(planted: Planted, tmp_path: Path) -> dict:
    path = tmp_path / "out.json"
    words = ["export", ID, "--output", str(path), "--book", str(planted.book.folder)]
    assert main(words) == 0
    assert path.stat().st_mode & 0o077 == 0
    return json.loads(path.read_text(encoding="utf-8"))


def test_every_kind_of_fact_about_them_is_there(exported: dict) -> None:
    from regulars.ledger.persons import PARTS

    about = {one.fact for one in CONTRACTS if one.customers} | {"customer", "identity"}
    assert about | {"problem_event"} <= set(exported["facts"]) <= about | set(PARTS)
    for fact, one in exported["facts"].items():
        assert set(BY_FACT[fact].names) < set(one["columns"])
    [customer] = exported["facts"]["customer"]["revisions"]
    assert (customer["name"], customer["email"], customer["current"]) == (NAME, EMAIL, True)
    assert len(exported["facts"]["order"]["revisions"]) == 11
    assert exported["facts"]["order"]["columns"]["amount_minor"]["unit"]


def test_rows_not_taken_results_and_who_asked_are_there(exported: dict) -> None:
    assert len(exported["rejects"]) == 5
    assert exported["figures"]["customer_id"] == ID
    assert exported["identities"] == [{"source": "own", "key": KEY}]
    assert exported["exported_at"]
    assert exported["exported_by"]


def test_nothing_of_others_is_there_but_the_keys_that_their_facts_share(exported: dict) -> None:
    text = json.dumps(exported)
    assert "Tom Baker" not in text
    assert "all well" not in text
    others = {fact for fact, one in exported["facts"].items() if OTHER in json.dumps(one)}
    assert others == {one.fact for one in CONTRACTS if len(one.customers) == 2}


def test_older_revisions_are_marked_as_such(planted: Planted, tmp_path: Path) -> None:
    planted.first[0].write_text(
        f"customer_id,kind,account_id,name,email,phone\n{KEY},person,acme,New Name,,\n"
    )
    batch = planted.book.import_files([planted.first[0]]).batch
    held = planted.book.export(customer_id=ID, by="test")
    revisions = held["facts"]["customer"]["revisions"]
    assert [(one["name"], one["current"]) for one in revisions] == [
        (NAME, False),
        ("New Name", True),
    ]
    planted.book.undo(batch)
    held = planted.book.export(customer_id=ID, by="test")
    assert [
        (one["current"], one["batch_state"]) for one in held["facts"]["customer"]["revisions"]
    ] == [(True, "complete"), (False, "undone")]


def test_4_nobody_by_this_id(planted: Planted, tmp_path: Path, capsys) -> None:
    book = str(planted.book.folder)
    assert main(["export", "nobody", "--output", str(tmp_path / "x"), "--book", book]) == 4
    assert main(["erase", "nobody", "--yes", "--book", book]) == 4
    assert "There is no customer nobody" in capsys.readouterr().err


def test_3_an_export_may_not_lie_in_the_book(planted: Planted, capsys) -> None:
    folder = planted.book.folder
    words = ["export", ID, "--output", str(folder), "--book", str(folder)]
    assert main(words) == 3
    assert "outside of it" in capsys.readouterr().err
    assert not list(folder.glob("regulars-export*"))


def test_erasing_asks_first_and_then_says_what_it_did(
    planted: Planted, capsys, monkeypatch
) -> None:
    words = ["erase", ID, "--book", str(planted.book.folder)]
    assert main(words) == 2
    assert "--yes" in capsys.readouterr().err
    assert main([*words, "--yes", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["removed"]["customer"] == 1
    assert told["made_anonymous"]["order"] == 11
    assert told["rejects"] == 5
    assert (planted.book.folder / "suppressed.json").stat().st_mode & 0o077 == 0
    assert (planted.book.folder / LEDGER_FILE).exists()


def test_nothing_is_written_about_the_erased_at_the_desk(planted: Planted) -> None:
    from planted_person import AT, filled

    from regulars.ledger.desk_facts import write_desk_facts
    from regulars.ledger.models import Contact
    from regulars.ledger.suppression import CustomerErased

    planted.book.erase(customer_id=ID, by="test")
    row = filled(BY_FACT["contact"])
    with pytest.raises(CustomerErased):
        write_desk_facts(fact="contact", rows={"new": row}, at=AT)
    assert not Contact.objects.filter(source_id="new").exists()
