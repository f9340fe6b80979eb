"""My account: one's own name, language, and where one is logged in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
PHONE = (
    "Mozilla/5.0 (Linux; Android 16; Pixel) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/143.0.0.0 Mobile Safari/537.36"
)
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


def come_in(book: Book, username: str, device: str = "") -> Client:
    client = Client(headers={"User-Agent": device})
    client.post(f"/enter/{book.invite(username=username)}")
    return client


@pytest.fixture
def mitali(book: Book) -> str:
    book.add_person(username="mitali", name="Mitali", role="read_only")
    return "mitali"


def test_everybody_has_an_account_beside_their_name(book: Book, mitali: str) -> None:
    page = come_in(book, mitali).get("/").content.decode()
    assert '<a class="top__name" href="/account">Mitali</a>' in page


def test_one_says_what_one_is_called(book: Book, mitali: str, text_of: Words) -> None:
    client = come_in(book, mitali)
    client.post("/account", {"name": " Mitali Sen ", "language": ""})
    assert "Mitali Sen" in text_of(client.get("/"))
    assert next(one for one in book.team() if one.username == mitali).role == "read_only"


def test_the_language_goes_with_the_person_to_every_device(book: Book, mitali: str) -> None:
    come_in(book, mitali).post("/account", {"name": "Mitali", "language": "bn"})
    elsewhere = come_in(book, mitali)
    assert '<html lang="bn">' in elsewhere.get("/").content.decode()
    assert '<html lang="bn">' in elsewhere.get("/no/such/page").content.decode()


def test_the_switch_at_the_top_is_kept_with_the_person_too(book: Book, mitali: str) -> None:
    come_in(book, mitali).post("/language", {"language": "bn", "next": "/"})
    assert '<html lang="bn">' in come_in(book, mitali).get("/").content.decode()


def test_one_s_own_language_counts_more_than_the_device_s(book: Book, mitali: str) -> None:
    client = come_in(book, mitali)
    client.post("/account", {"name": "Mitali", "language": "en"})
    client.cookies["django_language"] = "bn"
    assert '<html lang="en">' in client.get("/").content.decode()


def test_a_language_that_there_is_not_is_refused(book: Book, mitali: str) -> None:
    client = come_in(book, mitali)
    client.post("/language", {"language": "xx", "next": "/"})
    assert client.post("/account", {"name": "Mitali", "language": "xx"}).status_code == 200
    assert {one.language for one in book.team()} == {""}


def test_every_device_is_listed_and_this_one_is_told(
    book: Book, mitali: str, text_of: Words
) -> None:
    phone, _ = come_in(book, mitali, PHONE), come_in(book, mitali, LAPTOP)
    said = text_of(phone.get("/account"))
    assert "Chrome · Android this device" in said
    assert "Firefox · Linux" in said
    assert said.count("Log out there") == 1


def test_one_logs_out_on_a_device_that_was_lost(book: Book, mitali: str) -> None:
    from allauth.usersessions.models import UserSession

    phone, laptop = come_in(book, mitali, PHONE), come_in(book, mitali, LAPTOP)
    lost = UserSession.objects.get(user_agent=PHONE)
    laptop.post(f"/account/sessions/{lost.pk}/end")
    assert phone.get("/").status_code == 302
    assert laptop.get("/").status_code == 200
    assert laptop.post(f"/account/sessions/{lost.pk}/end").status_code == 404


def test_one_logs_out_everywhere_else(book: Book, mitali: str) -> None:
    others = [come_in(book, mitali, PHONE) for _ in range(3)]
    here = come_in(book, mitali, LAPTOP)
    here.post("/account/sessions/others/end")
    assert {one.get("/").status_code for one in others} == {302}
    assert here.get("/").status_code == 200


def test_nobody_ends_another_one_s_session(book: Book, mitali: str, log_in) -> None:
    from allauth.usersessions.models import UserSession

    owner, client = log_in(), come_in(book, mitali)
    owner_s = UserSession.objects.get(user__username="owner")
    assert client.post(f"/account/sessions/{owner_s.pk}/end").status_code == 404
    assert owner.get("/").status_code == 200


def test_who_is_let_go_is_logged_out_everywhere_at_once(book: Book, mitali: str, log_in) -> None:
    from allauth.usersessions.models import UserSession

    log_in()
    client = come_in(book, mitali)
    link = book.invite(username=mitali)
    book.let_go(username=mitali)
    assert client.get("/").status_code == 302
    assert Client().post(f"/enter/{link}").status_code == 410
    assert not UserSession.objects.filter(user__username=mitali).exists()
