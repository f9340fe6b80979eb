"""A person's data: found, seen, given out, erased after their name was typed; and readmitted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
NAME = "Quillmar Ozwick"
ID = customer_id(source="own", key="kzq-7781")
PERSON = f"/data/people/{ID}"


@pytest.fixture
def planted(empty_book: Book, tmp_path: Path) -> Book:
    (tmp_path / "c.csv").write_text(
        f"customer_id,name,email\nkzq-7781,{NAME},q@ozwick.example\nb,Bo,b@x.com\n"
    )
    (tmp_path / "o.csv").write_text(
        "order_id,customer_id,date,amount\n1,kzq-7781,2026-01-02,5\n2,b,2026-01-02,5\n"
    )
    empty_book.import_files([tmp_path / "c.csv", tmp_path / "o.csv"])
    empty_book.refresh()
    return empty_book


@pytest.fixture
def desk(planted: Book, log_in: Callable[[], Client]) -> Client:
    return log_in()


def test_somebody_is_found_and_what_is_held_is_counted(desk: Client, text_of: Words) -> None:
    page = desk.get("/data/people?find=ozwick")
    assert NAME in text_of(page)
    assert PERSON in page.content.decode()
    said = text_of(desk.get(PERSON))
    assert "Orders 1" in said
    assert "only service contact is allowed" in said
    assert "q@ozwick.example" not in said
    assert "Nobody is known by" in text_of(desk.get("/data/people?find=nobody"))
    assert desk.get("/data/people/nobody").status_code == 404


def test_what_they_allow_is_written_down_and_withdrawn(
    desk: Client, text_of: Words, planted: Book
) -> None:
    address = f"{PERSON}/consent"
    desk.post(address, {"purpose": "marketing", "channel": "call", "state": "given"})
    assert "marketing · call given" in text_of(desk.get(PERSON))
    desk.post(address, {"purpose": "marketing", "channel": "call", "state": "withdrawn"})
    assert "marketing · call withdrawn" in text_of(desk.get(PERSON))
    assert desk.post(address, {"purpose": "spam", "state": "given"}).status_code == 400
    [one] = planted.held(customer_id=ID).consents
    assert (one.channel, one.state) == ("call", "withdrawn")


def test_all_that_is_held_is_given_out_as_json(desk: Client, planted: Book) -> None:
    answer = desk.post(f"{PERSON}/export")
    assert "attachment" in answer["Content-Disposition"]
    held = json.loads(answer.content)
    assert held["exported_by"] == "owner"
    assert held["facts"].keys() == planted.export(customer_id=ID, by="x")["facts"].keys()


def test_much_that_is_held_is_made_by_the_worker_and_taken_from_there(
    desk: Client, text_of: Words, worker: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.desk.pages.data import people
    from regulars.jobs.queue import newest

    monkeypatch.setattr(people, "HANDED_OUT_AT_ONCE", 1)
    assert desk.post(f"{PERSON}/export")["Location"] == PERSON
    assert "Nothing works in the background" in text_of(desk.get(PERSON))
    worker()
    assert "The file is ready." in text_of(desk.get(PERSON))
    job = newest(kinds=["export"])
    answer = desk.get(f"/data/downloads/{job.id}")
    assert json.loads(b"".join(answer.streaming_content))["customer_id"] == ID
    assert desk.get("/data/downloads/1").status_code == 404


def test_an_erasure_asks_for_the_name_and_is_done_by_the_worker(
    desk: Client, text_of: Words, worker: Callable[[], None], planted: Book
) -> None:
    said = text_of(desk.get(f"{PERSON}/erase"))
    assert f"Type “{NAME}” to confirm" in said
    wrong = desk.post(f"{PERSON}/erase", {"confirm": "Bo"})
    assert wrong.status_code == 422
    assert "Nothing was erased." in text_of(wrong)
    worker()
    assert planted.find_people(NAME), "nothing was asked for"
    there = desk.post(f"{PERSON}/erase", {"confirm": f" {NAME.lower()} "})["Location"]
    assert "Erasing" in text_of(desk.get(there))
    worker()
    said = text_of(desk.get(there))
    assert "Erasure 1 is done." in said
    assert "Orders, without them 1" in said
    assert NAME not in said
    assert planted.find_people(NAME) == []
    assert desk.get(PERSON).status_code == 404
    said = text_of(desk.get("/data/erased"))
    assert "Erasure 1" in said
    assert NAME not in said
    assert "Erasure 1" in text_of(desk.get(f"/data/erased?find={NAME}"))
    assert "No erasure knows this text." in text_of(desk.get("/data/erased?find=Bo"))


def test_who_is_readmitted_is_no_longer_kept_out(
    desk: Client, text_of: Words, worker: Callable[[], None], planted: Book
) -> None:
    desk.post(f"{PERSON}/erase", {"confirm": NAME})
    worker()
    desk.post("/data/erased/1/readmit")
    assert "readmitted" in text_of(desk.get("/data/erased"))
    assert planted.erasures()[0].on_list == 0
    again = desk.post("/data/erased/1/readmit")
    assert again.status_code == 409
    assert "Nobody of this erasure is on the list." in text_of(again)
    assert desk.post("/data/erased/9/readmit").status_code == 409


def test_an_erasure_that_has_to_wait_says_so_and_can_be_asked_again(
    desk: Client, text_of: Words, worker: Callable[[], None], planted: Book
) -> None:
    from regulars.ledger.lock import only_one

    there = desk.post(f"{PERSON}/erase", {"confirm": NAME})["Location"]
    with only_one(folder=planted.folder, work="refresh"):
        worker()
    page = desk.get(there)
    assert "Nothing was changed." in text_of(page)
    assert f"{PERSON}/erase" in page.content.decode()


def test_only_the_owner_exports_erases_readmits_and_takes_files_away(
    desk: Client, as_role: Any, text_of: Words
) -> None:
    for role in ("read_only", "staff"):
        client = as_role(role)
        page = client.get(PERSON)
        assert page.status_code == 200
        assert "Erase…" not in text_of(page)
        for address in (f"{PERSON}/export", f"{PERSON}/erase", "/data/erased/1/readmit"):
            assert client.post(address).status_code == 403
        assert client.get("/data/downloads/1").status_code == 403
    assert as_role("read_only").post(f"{PERSON}/consent").status_code == 403


def test_a_person_whose_name_is_in_bengali_can_be_confirmed_however_it_is_typed() -> None:
    from regulars.desk.pages.data.people import same_text

    assert same_text("রহিমা  খাতুন", "রহিমা খাতুন")
    assert same_text("\u09af\u09bc", "\u09df"), "one letter, or letter and dot"
    assert not same_text("রহিমা", "রহিম")
