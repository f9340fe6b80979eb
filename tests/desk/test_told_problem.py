"""The public page for problems: links, who is known by them, bad input, many at once, busy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError
from django.test import Client

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
ONE = customer_id(source="shop", key="C-0")
SAID = {"entry_id": "a" * 32, "topic": "quality", "text": "the lamp is broken"}
PHONE = "01712345678"


@pytest.fixture
def desk(small_book: Book, log_in: Callable[[], Client]) -> Client:
    return log_in()


def address(book: Book, **spot: Any) -> str:
    from regulars.workspace.told_problems import Spot

    return f"/tell/{book.tell_link(Spot(**spot))}"


def told(book: Book) -> Any:
    [one] = book.open_problems().since
    return one


def whole(book: Book) -> Any:
    one = told(book)
    return book.whole_problem(source=one.source, problem_key=one.problem_key)


def page_of(book: Book) -> str:
    from regulars.desk.pages.problems.problem_ids import problem_id

    one = told(book)
    return f"/problems/{problem_id(one.source, one.problem_key)}"


def test_what_is_told_on_the_spot_is_in_the_queue_at_once_with_its_place(
    small_book: Book, desk: Client, text_of: Words
) -> None:
    here, stranger = address(small_book, place="Cabin 3"), Client()
    assert "This is about: Cabin 3" in text_of(stranger.get(here))
    answer = stranger.post(here, {**SAID, "phone": PHONE, "name": "Rahela"})
    assert answer["Location"] == "/tell/thanks"
    assert "so you need not explain it again" in text_of(stranger.get("/tell/thanks"))
    assert "the lamp is broken" in text_of(desk.get("/problems"))
    row = whole(small_book).row
    assert (row["topic"], row["channel"], row["found_by"]) == ("quality", "website", "customer")
    assert row["customer_key"] is None and row["happened_at"] is not None
    page = text_of(desk.get(page_of(small_book)))
    assert "told on our public page · Cabin 3" in page
    assert "They left: Rahela · 01712345678" in page


def test_their_own_link_says_who_they_are_and_needs_no_number(
    small_book: Book, text_of: Words
) -> None:
    own = address(small_book, customer_id=ONE)
    page = Client().get(own)
    assert "Anwara" not in text_of(page), "the page names nobody"
    assert Client().post(own, SAID).status_code == 302
    assert told(small_book).customer.customer_id == ONE


def test_who_has_the_number_alone_is_known_by_it(small_book: Book) -> None:
    known = small_book.add_customer(entry_id="e" * 32, name="Rahela", phone="+8801712345678")
    Client().post(address(small_book), {**SAID, "phone": "০১৭১২-৩৪৫৬৭৮"})
    assert told(small_book).customer.customer_id == known.customer_id


def test_of_two_with_one_number_nobody_is_taken_to_be_meant(small_book: Book) -> None:
    for letter in "ef":
        small_book.add_customer(entry_id=letter * 32, name=f"Rahela {letter}", phone=PHONE)
    Client().post(address(small_book), {**SAID, "phone": PHONE})
    assert told(small_book).customer is None


def test_sent_twice_it_is_written_once(small_book: Book) -> None:
    here = address(small_book)
    for _ in range(2):
        Client().post(here, {**SAID, "phone": PHONE})
    assert told(small_book).text == "the lamp is broken"
    assert len(whole(small_book).steps) == 1


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"text": " "}, "Write what is wrong, in a few words."),
        ({"text": "x" * 2_001}, "This is too long."),
        ({"phone": ""}, "so that we can answer you"),
        ({"phone": "12"}, "This is no telephone number."),
        ({"phone": "", "email": "mina"}, "This is no address."),
        ({"topic": "made up"}, "made up"),
        ({"entry_id": "x"}, ""),
    ],
)
def test_what_is_wrong_is_said_what_was_typed_stays_and_nothing_is_written(
    small_book: Book, text_of: Words, changed: dict[str, str], fault: str
) -> None:
    said = {**SAID, "phone": PHONE, **changed}
    answer = Client().post(address(small_book), said)
    assert answer.status_code == 200
    assert fault in text_of(answer)
    assert said["text"].strip() in answer.content.decode()
    assert small_book.open_problems().since == ()


def test_while_the_ledger_is_busy_nothing_typed_is_lost(
    small_book: Book, text_of: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    here, said = address(small_book), {**SAID, "phone": PHONE}
    with monkeypatch.context() as locked:
        locked.setattr("regulars.workspace.told_problems.in_turn", busy)
        answer = Client().post(here, said)
    assert answer.status_code == 503
    assert "send it again in a moment" in text_of(answer)
    assert "the lamp is broken" in answer.content.decode()
    assert Client().post(here, said).status_code == 302
    assert told(small_book).text == "the lamp is broken"


def test_a_link_that_nobody_signed_leads_nowhere(
    small_book: Book, text_of: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = address(small_book, customer_id=ONE)
    for wrong in (own[:-1] + ("A" if own[-1] != "A" else "B"), "/tell/x", "/tell/x:y"):
        assert Client().get(wrong).status_code == 410
        assert Client().post(wrong, SAID).status_code == 410
    monkeypatch.setattr("regulars.workspace.told_problems.OWN_LINK_DAYS", -1)
    assert "This link has ended" in text_of(Client().get(own))
    assert small_book.open_problems().since == ()


def test_a_program_is_thanked_and_not_heard_and_a_form_from_elsewhere_is_refused(
    small_book: Book,
) -> None:
    here, said = address(small_book), {**SAID, "phone": PHONE}
    assert Client().post(here, {**said, "company_site": "http://x"}).status_code == 302
    assert Client(enforce_csrf_checks=True).post(here, said).status_code == 403
    assert small_book.open_problems().since == ()


def test_too_many_from_one_place_come_later_with_what_they_typed(
    small_book: Book, text_of: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("regulars.desk.pages.told_problem.tell.FROM_ONE_PLACE", 2)
    here = address(small_book)
    sent = [
        Client().post(here, {**SAID, "phone": PHONE, "entry_id": f"{n:032x}"}) for n in range(3)
    ]
    assert [one.status_code for one in sent] == [302, 302, 429]
    assert "the lamp is broken" in sent[-1].content.decode()
    assert len(small_book.open_problems().since) == 2


def test_the_desk_says_who_it_is_and_can_take_that_back(
    small_book: Book, desk: Client, text_of: Words
) -> None:
    Client().post(address(small_book), {**SAID, "phone": PHONE})
    page = page_of(small_book)
    assert "They left: 01712345678" in text_of(desk.get(f"{page}/whose"))
    said = {"act_id": "b" * 32, "seen": whole(small_book).seen, "customer_id": ONE}
    assert desk.post(f"{page}/whose", said).status_code == 302
    assert told(small_book).customer.customer_id == ONE
    assert "said who it is" in text_of(desk.get(page))
    desk.post(f"{page}/undo", {"step_id": whole(small_book).seen})
    assert told(small_book).customer is None


def test_of_somebody_new_a_customer_is_made_with_what_they_left(
    small_book: Book, desk: Client
) -> None:
    Client().post(address(small_book), {**SAID, "phone": PHONE, "name": "Rahela"})
    said = {"act_id": "b" * 32, "seen": whole(small_book).seen, "new": "1"}
    for _ in range(2):
        desk.post(f"{page_of(small_book)}/whose", said)
    [found] = small_book.find_customers(PHONE)
    assert found.name == "Rahela"
    assert told(small_book).customer.customer_id == found.customer_id


def test_a_product_is_carried_by_the_link_and_shown_by_its_name(
    small_book: Book, desk: Client, text_of: Words
) -> None:
    product = {"source": "shop", "source_id": "P-1", "name": "Reading lamp"}
    small_book.post_facts("product", [product], sender="till")
    page = desk.get("/problems/spot?product=reading+LAMP&place=Shop+2")
    here = page.content.decode().split('<a href="http://testserver')[1].split('"')[0]
    assert "Shop 2 · Reading lamp" in text_of(page) and b"<svg" in page.content
    Client().post(here, {**SAID, "phone": PHONE})
    assert whole(small_book).row["product_key"] == "P-1"
    assert "Reading lamp" in text_of(desk.get(page_of(small_book)))
    assert "No product is called this" in text_of(desk.get("/problems/spot?product=no+such"))


def test_a_customer_has_a_link_of_their_own(small_book: Book, desk: Client) -> None:
    page = desk.get(f"/customers/{ONE}/tell-link")
    here = page.content.decode().split('<a href="http://testserver')[1].split('"')[0]
    assert Client().post(here, SAID).status_code == 302
    assert told(small_book).customer.customer_id == ONE
    assert desk.get("/customers/nobody/tell-link").status_code == 404
