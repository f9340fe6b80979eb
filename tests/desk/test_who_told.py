"""Who told you about us: by link, on paper, at the counter; circles, own codes, programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]


def shop(key: str) -> str:
    return customer_id(source="shop", key=key)


ONE, OTHER = shop("C-0"), shop("C-1")
NEW = {"entry_id": "a" * 32, "name": "Rahela", "phone": "01712345678", "email": ""}


@pytest.fixture
def desk(small_book: Book, log_in: Callable[[], Client]) -> Client:
    """The owner at the desk of three customers with one order each."""
    return log_in()


def referrals() -> list[dict[str, object]]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return current_rows("referral", Q())


def answers() -> list[dict[str, object]]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return current_rows("answer", Q())


def test_a_stranger_with_a_friends_link_is_known_to_have_been_sent(
    small_book: Book, text_of: Words
) -> None:
    code = small_book.sending_code(ONE)
    stranger = Client()
    page = stranger.get(f"/told/{code}")
    assert page.status_code == 200
    assert "A customer of ours sent you" in text_of(page)
    assert "C-0" not in text_of(page), "the page names nobody"
    answer = stranger.post(f"/told/{code}", {**NEW, "code": code, "anyway": "no"})
    assert answer["Location"] == "/told/thanks"
    [row] = referrals()
    assert (row["customer_source"], row["customer_key"]) == ("shop", "C-0")
    assert (row["known_by"], row["confidence_permille"]) == ("link", 1000)
    said = {one["question"]: one["choice"] for one in answers()}
    assert said == {"who_told": "customer", "would_have_come": "no"}


def test_sent_twice_it_is_written_once(small_book: Book) -> None:
    code, stranger = small_book.sending_code(ONE), Client()
    for _ in range(2):
        stranger.post(f"/told/{code}", {**NEW, "code": code})
    assert len(referrals()) == len(answers()) == 1


def test_without_a_code_the_answer_alone_is_kept(small_book: Book, text_of: Words) -> None:
    answer = Client().post("/told", {**NEW, "who_told": "customer", "friend": "Karim bhai"})
    assert answer.status_code == 302
    assert referrals() == []
    [row] = answers()
    assert (row["choice"], row["text"]) == ("customer", "Karim bhai")
    [(_, words)] = small_book.friends_named()
    assert words == "Karim bhai"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"name": ""}, "This is needed."),
        ({"phone": ""}, "so that we know you again"),
        ({"who_told": ""}, "Choose one, or write the code"),
        ({"code": "000-000-000"}, "No customer has this code"),
        ({"entry_id": "x"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    small_book: Book, text_of: Words, changed: dict[str, str], fault: str
) -> None:
    answer = Client().post("/told", {**NEW, "who_told": "search", **changed})
    assert answer.status_code == 200
    assert fault in text_of(answer)
    assert answers() == referrals() == []
    assert small_book.find_customers("Rahela") == ()


def test_a_program_that_fills_in_everything_is_thanked_and_not_heard(small_book: Book) -> None:
    answer = Client().post("/told", {**NEW, "who_told": "search", "company_site": "http://x"})
    assert answer["Location"] == "/told/thanks"
    assert answers() == []


def test_a_form_from_elsewhere_is_refused(small_book: Book) -> None:
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post("/told", {**NEW, "who_told": "search"}).status_code == 403


def test_too_many_from_one_place_are_told_to_come_later(
    small_book: Book, text_of: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("regulars.desk.pages.senders.throttle.FROM_ONE_PLACE", 2)
    stranger = Client()
    codes = [
        stranger.post("/told", {**NEW, "entry_id": f"{n:032x}", "who_told": "search"}).status_code
        for n in range(3)
    ]
    assert codes == [302, 302, 429]
    assert len(answers()) == 2


def test_somebody_who_was_asked_answers_without_a_log_in(
    small_book: Book, desk: Client, text_of: Words
) -> None:
    page = desk.get(f"/customers/{ONE}/who-told").content.decode()
    path = "/told/for/" + page.split("/told/for/")[1].split('"')[0]
    stranger = Client()
    assert "who told you about us?" in text_of(stranger.get(path))
    code = small_book.sending_code(OTHER)
    stranger.post(path, {"entry_id": "b" * 32, "code": code.lower().replace("-", " ")})
    [row] = referrals()
    assert (row["customer_key"], row["other_key"], row["known_by"]) == ("C-1", "C-0", "code")


def test_their_own_code_is_no_friends(small_book: Book, desk: Client, text_of: Words) -> None:
    path = "/told/for/" + small_book.ask_token(ONE)
    own = small_book.sending_code(ONE)
    answer = Client().post(path, {"entry_id": "b" * 32, "code": own})
    assert "or it is your own" in text_of(answer)
    assert referrals() == answers() == []


def test_a_link_of_another_book_or_too_old_leads_nowhere(
    small_book: Book, text_of: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = small_book.ask_token(ONE)
    assert Client().get(f"/told/for/{token}x").status_code == 410
    monkeypatch.setattr("regulars.workspace.word_of_mouth.ASKED_FOR_SECONDS", -1)
    answer = Client().get(f"/told/for/{token}")
    assert answer.status_code == 410
    assert "has ended" in text_of(answer)


def test_the_staff_writes_down_who_sent_whom(
    small_book: Book, desk: Client, text_of: Words
) -> None:
    page = desk.get(f"/customers/{ONE}/they-sent?q=C-1")
    assert "Whom they sent" in text_of(page)
    entry = {"entry_id": "c" * 32, "customer_id": OTHER}
    answer = desk.post(f"/customers/{ONE}/they-sent", entry)
    assert answer["Location"] == f"/customers/{ONE}/sent"
    [row] = referrals()
    assert (row["known_by"], row["confidence_permille"]) == ("staff", 700)
    again = desk.post(f"/customers/{ONE}/they-sent", {**entry, "entry_id": "d" * 32})
    assert "not written twice" in text_of(again)
    own = desk.post(f"/customers/{ONE}/they-sent", {"entry_id": "e" * 32, "customer_id": ONE})
    assert "Nobody sends themselves" in text_of(own)
    assert len(referrals()) == 1


def test_the_staff_asks_and_chooses_the_friend(small_book: Book, desk: Client) -> None:
    answer = desk.post(
        f"/customers/{OTHER}/who-told",
        {"entry_id": "f" * 32, "customer_id": ONE, "anyway": "yes"},
    )
    assert answer["Location"] == f"/customers/{OTHER}#sending"
    [row] = referrals()
    assert (row["customer_key"], row["other_key"], row["known_by"]) == ("C-0", "C-1", "asked")
    small_book.refresh()
    card = small_book.card(where=f"customer_id = '{OTHER}'").to_pylist()[0]
    assert (card["who_told"], card["would_have_come"]) == ("customer", "yes")


def test_a_circle_is_kept_as_it_was_said_and_nobody_gets_their_own_spend(
    small_book: Book, desk: Client
) -> None:
    small_book.add_referral(entry_id="1" * 32, sender_id=ONE, came_id=OTHER)
    small_book.add_referral(entry_id="2" * 32, sender_id=OTHER, came_id=ONE)
    small_book.refresh()
    [other] = small_book.sender_tree(customer_id=ONE).sent
    assert other.customer_id == OTHER
    assert [(one.customer_id, one.sent) for one in other.sent] == [(ONE, ())]
    assert desk.get(f"/customers/{ONE}/sent").status_code == 200


def test_two_who_sent_one_and_one_who_came_later_are_explained(
    small_book: Book, desk: Client, text_of: Words
) -> None:
    late = small_book.add_customer(entry_id="9" * 32, name="Late").customer_id
    small_book.add_sale(entry_id="8" * 32, customer_id=late, amount_minor=500, currency="BDT")
    small_book.add_referral(entry_id="1" * 32, sender_id=ONE, came_id=OTHER)
    small_book.add_referral(entry_id="2" * 32, sender_id=late, came_id=OTHER)
    small_book.refresh()
    said = text_of(desk.get(f"/customers/{late}/sent"))
    assert "was a customer before who is said to have sent them" in said
    assert "On record, but not counted" in text_of(desk.get("/senders"))


def test_the_card_on_paper_has_a_code_a_link_and_a_picture(
    small_book: Book, desk: Client, text_of: Words
) -> None:
    page = desk.get(f"/customers/{ONE}/link")
    code = small_book.sending_code(ONE)
    assert code in text_of(page)
    assert f"/told/{code}" in text_of(page)
    assert b"<svg" in page.content
    assert b"style=" not in page.content
    assert b"/told" in desk.get("/senders/counter").content


def test_a_code_outlives_a_merge(small_book: Book, desk: Client) -> None:
    code = small_book.sending_code(OTHER)
    small_book.merge(customer_id=ONE, other_id=OTHER, staff="owner")
    assert small_book.who_has_code(code) == small_book._id_now(OTHER)
