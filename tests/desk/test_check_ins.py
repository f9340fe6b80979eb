"""After-sale check-ins: chosen kinds of orders, who is asked, and what was found counted apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
ENTRY, OTHER = "d" * 32, "f" * 32


def sold(book: Book, folder: Path, *, days_ago: int) -> None:
    """Ann bought honey so many days ago, Ben cloth."""
    today = datetime.now(UTC).astimezone(ZoneInfo(book.zone)).date()
    on = today - timedelta(days=days_ago)
    files = {
        "orders": "order_id,source,customer_source,customer_id,state,happened_on,amount,currency\n"
        f"H-1,shop,shop,Ann,placed,{on},10.00,BDT\nH-2,shop,shop,Ben,placed,{on},10.00,BDT\n"
        f"H-0,shop,shop,Ann,placed,{on - timedelta(days=200)},10.00,BDT\n",
        "order_lines": "order_line_id,source,order_id,product_id,quantity,amount,currency\n"
        "L-1,shop,H-1,jar,1,10.00,BDT\nL-2,shop,H-2,cloth,1,10.00,BDT\n",
        "products": "product_id,source,name,category\n"
        "jar,shop,Jar,honey\ncloth,shop,Cloth,textiles\n",
    }
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
        book.import_files([folder / f"{name}.csv"])


def today(book: Book) -> object:
    return datetime.now(UTC).astimezone(ZoneInfo(book.zone)).date()


def test_the_owner_chooses_kinds_of_orders_and_takes_them_out(
    small_book: Book, log_in: Callable[[], Client], text_of: Words, tmp_path: Path
) -> None:
    desk = log_in()
    sold(small_book, tmp_path, days_ago=9)
    assert "No kind of order is chosen yet" in text_of(desk.get("/problems/check-ins"))
    desk.post("/problems/check-ins/kinds", {"category": "honey", "after_days": "7"})
    assert "honey: 7 days after the order" in text_of(desk.get("/problems/check-ins"))
    assert "[[check_in]]" in (small_book.folder / "book.toml").read_text()
    again = desk.post("/problems/check-ins/kinds", {"category": "honey", "after_days": "3"})
    assert "asked about already" in text_of(again)
    wrong = desk.post("/problems/check-ins/kinds", {"category": "", "after_days": "0"})
    assert "Write whole days, 1 to 365." in text_of(wrong)
    desk.post("/problems/check-ins/kinds", {"remove": "honey"})
    assert small_book.check_ins == ()


def test_who_bought_such_goods_is_asked_once_and_what_is_found_is_counted_apart(
    small_book: Book, log_in: Callable[[], Client], text_of: Words, tmp_path: Path
) -> None:
    desk, book = log_in(), small_book
    sold(book, tmp_path, days_ago=9)
    desk.post("/problems/check-ins/kinds", {"category": "honey", "after_days": "7"})
    book.refresh(as_of=today(book))
    [one] = book.to_ask()
    assert (one.other.customer, one.due_days) == ("Ann", 2)
    assert "check_in" in {item.play for item in book.today(hours=8).items}
    sent = {"entry_id": ENTRY, "customer": one.other.customer_id, "note": "it foams"}
    for _ in range(2):
        desk.post("/problems/check-ins/answer", {**sent, "is_well": "no"})
    assert book.to_ask() == []
    [found] = [one for one in book.open_problems().since if one.text == "it foams"]
    assert "something was not well" in text_of(desk.get("/problems/check-ins"))
    book.refresh(as_of=today(book))
    assert book.to_ask() == []
    counted = book.problem_findings()["found_by_us"]
    assert (counted["of_problems"]["some"], counted["of_problems"]["of"]) == (1, 1)
    assert (counted["of_check_ins"]["some"], counted["of_check_ins"]["of"]) == (1, 1)
    page = text_of(desk.get("/problems/findings"))
    assert "of the check-ins answered: 1 of 1" in page
    assert "Spend kept: not enough data yet" in page
    assert found.source == "desk"


def test_an_answer_is_taken_back(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path
) -> None:
    desk, book = log_in(), small_book
    sold(book, tmp_path, days_ago=9)
    desk.post("/problems/check-ins/kinds", {"category": "", "after_days": "7"})
    book.refresh(as_of=today(book))
    ann = next(one.other.customer_id for one in book.to_ask() if one.other.customer == "Ann")
    sent = {"entry_id": ENTRY, "customer": ann}
    desk.post("/problems/check-ins/answer", {**sent, "is_well": "yes"})
    assert "Ann" not in {one.other.customer for one in book.to_ask()}
    desk.post("/problems/check-ins/answer", {**sent, "undo": "1"})
    assert "Ann" in {one.other.customer for one in book.to_ask()}
    assert book.check_ins_answered() == []


def test_staff_answer_and_only_the_owner_chooses(
    desk_of: Callable[[str], Client], staffed: Book
) -> None:
    mina, rita = desk_of("mina"), desk_of("rita")
    kinds = {"category": "", "after_days": "7"}
    assert mina.post("/problems/check-ins/kinds", kinds).status_code == 403
    assert rita.get("/problems/check-ins").status_code == 200
    assert rita.post("/problems/check-ins/answer", {"entry_id": OTHER}).status_code == 403
