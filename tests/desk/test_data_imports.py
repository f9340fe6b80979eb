"""What came in is listed, what was not taken is shown with reasons, an undo says what it does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]


@pytest.fixture
def desk(empty_book: Book, log_in: Callable[[], Client]) -> Client:
    return log_in()


@pytest.fixture
def take(empty_book: Book, tmp_path: Path) -> Callable[..., int]:
    def imported(rows: str, *, name: str = "orders.csv") -> int:
        path = tmp_path / name
        path.write_text(f"order_id,customer_id,date,amount\n{rows}")
        batch = empty_book.import_files([path], by="owner").batch
        assert batch is not None
        return batch

    return imported


def test_each_import_is_listed_with_who_when_and_what(
    desk: Client, take: Any, text_of: Words, as_role: Any
) -> None:
    take("1,a,2026-01-02,5\n2,b,never,6\n")
    take("3,c,2026-01-03,5\n", name="more.csv")
    for client in (desk, as_role("read_only")):
        said = text_of(client.get("/data"))
        assert said.index("more.csv") < said.index("orders.csv")
        assert "Orders: 1" in said
        assert "1 row not taken" in said
        assert "Owner" in said


def test_a_long_list_goes_on_from_where_it_ended(
    desk: Client, take: Any, text_of: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.desk.pages.data import imports

    monkeypatch.setattr(imports, "IMPORTS_A_PAGE", 2)
    batches = [take(f"{n},a,2026-01-02,5\n", name=f"{n}.csv") for n in range(3)]
    first = desk.get("/data")
    assert "2.csv" in text_of(first)
    assert "0.csv" not in text_of(first)
    assert f"?before={batches[1]}" in first.content.decode()
    assert "0.csv" in text_of(desk.get(f"/data?before={batches[1]}"))
    assert desk.get("/data?before=x").status_code == 200


def test_rows_not_taken_are_shown_some_at_a_time_with_reasons_in_the_page_s_language(
    desk: Client, take: Any, text_of: Words
) -> None:
    batch = take("".join(f"{n},a,never,5\n" for n in range(30)))
    page = desk.get(f"/data/imports/{batch}")
    said = text_of(page)
    assert "30 × This is not a date." in said
    assert "line 2" in said
    assert "line 27" not in said
    assert "?from=25" in page.content.decode()
    later = text_of(desk.get(f"/data/imports/{batch}?from=25"))
    assert "line 27" in later
    assert "line 31" in later
    desk.cookies["django_language"] = "bn"
    assert "এটি তারিখ নয়" in text_of(desk.get(f"/data/imports/{batch}"))
    text = b"".join(desk.get(f"/data/imports/{batch}/rejects/0").streaming_content)
    assert text.decode("utf-8-sig").count("এটি তারিখ নয়") == 30
    assert desk.get(f"/data/imports/{batch}/rejects/1").status_code == 404


def test_what_was_given_out_comes_back_by_an_import(
    desk: Client, take: Any, empty_book: Book, tmp_path: Path
) -> None:
    batch = take("1,a,never,5\n2,=cmd(),2026-01-02,x\n")
    answer = desk.get(f"/data/imports/{batch}/rejects/0")
    assert "attachment" in answer["Content-Disposition"]
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=cmd()" in text
    path = tmp_path / "back.csv"
    path.write_text(text.replace("never", "2026-01-01").replace(",x", ",6"))
    done = empty_book.import_files([path])
    assert (done.new, done.rejected) == (4, 0)


def test_an_undo_says_what_goes_and_what_stays_and_then_does_it(
    desk: Client, take: Any, text_of: Words, empty_book: Book
) -> None:
    take("1,a,2026-01-02,5\n")
    batch = take("1,a,2026-01-02,6\n2,b,2026-01-03,7\n")
    said = text_of(desk.get(f"/data/imports/{batch}/undo"))
    assert "These go, for only this import told of them: Keys of customers: 1 · Orders: 1" in said
    assert "Keys of customers: 1 · Orders: 1" in said.split("These stay")[1]
    assert empty_book.import_(batch).state == "complete", "only asked"
    assert desk.post(f"/data/imports/{batch}/undo")["Location"] == f"/data/imports/{batch}"
    assert empty_book.import_(batch).state == "undone"
    assert "It was undone on" in text_of(desk.get(f"/data/imports/{batch}"))
    again = desk.post(f"/data/imports/{batch}/undo")
    assert again.status_code == 409
    assert "nothing to undo" in text_of(again)


def test_whom_the_desk_wrote_of_stays_after_an_undo_and_that_is_said(
    desk: Client, take: Any, text_of: Words, empty_book: Book
) -> None:
    from regulars.contracts import customer_id

    batch = take("1,a,2026-01-02,5\n")
    empty_book.refresh()
    empty_book.consent(
        customer_id=customer_id(source="own", key="a"), purpose="marketing", state="given"
    )
    assert "1 customer stays" in text_of(desk.get(f"/data/imports/{batch}/undo"))


def test_an_import_that_there_is_not_is_not_found(desk: Client) -> None:
    for address in ("/data/imports/9", "/data/imports/9/undo", "/data/imports/9/rejects/0"):
        assert desk.get(address).status_code == 404


def test_staff_imports_and_undoes_and_who_only_reads_sees(as_role: Any, take: Any) -> None:
    batch = take("1,a,2026-01-02,5\n")
    reader, staff = as_role("read_only"), as_role("staff")
    assert reader.get(f"/data/imports/{batch}").status_code == 200
    assert reader.post(f"/data/imports/{batch}/undo").status_code == 403
    assert staff.post(f"/data/imports/{batch}/undo").status_code == 302
