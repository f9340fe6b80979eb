"""Settings, people: adding, changing, letting go, and a link to hand over."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
NEW = {
    "name": "Mitali Sen",
    "username": "Mitali",
    "role": "staff",
    "hours": "2.5",
    "language": "bn",
}


@pytest.fixture
def mitali(book: Book) -> str:
    book.add_person(username="mitali", name="Mitali", role="staff", hours=2)
    return "/settings/people/mitali"


def staff(book: Book, username: str = "mitali"):
    return next(one for one in book.everybody() if one.staff.username == username)


def test_the_owner_adds_somebody(desk: Client, book: Book, text_of: Words) -> None:
    assert desk.post("/settings", NEW)["Location"] == "/settings/people/mitali"
    added = staff(book)
    assert (added.staff.name, added.staff.role, added.staff.hours) == ("Mitali Sen", "staff", 2.5)
    assert added.staff.language == "bn"
    assert "Mitali Sen staff · mitali · 2 h 30 min a day never logged in" in text_of(
        desk.get("/settings")
    )


def test_hours_may_be_written_in_bengali_numerals_or_left_out(desk: Client, book: Book) -> None:
    desk.post("/settings", NEW | {"hours": "২.৫"})
    desk.post("/settings", NEW | {"username": "rafi", "hours": ""})
    assert (staff(book).staff.hours, staff(book, "rafi").staff.hours) == (2.5, None)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"username": "Mitali Sen"}, "is no log-in name"),
        ({"username": "মিতালি"}, "is no log-in name"),
        ({"username": "owner"}, "logs in as “owner” already"),
        ({"hours": "25"}, "Write a number of hours"),
        ({"hours": "many"}, "Write a number of hours"),
        ({"language": "xx"}, "xx"),
        ({"role": "king"}, "king"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nobody_is_added(
    desk: Client, book: Book, text_of: Words, wrong: dict[str, str], said: str
) -> None:
    before = book.everybody()
    page = desk.post("/settings", NEW | wrong)
    assert said in text_of(page)
    [name] = wrong
    field = re.search(rf'id="id_{name}_error">(.*?)</div>', page.content.decode(), re.S)
    assert field and said in unescape(field.group(1))
    assert book.everybody() == before


def test_a_link_is_shown_once_as_text_and_picture_and_lets_them_in(
    desk: Client, mitali: str, text_of: Words
) -> None:
    page = desk.post(f"{mitali}/link")
    assert "no-store" in page["Cache-Control"]
    [address] = re.findall(r"http://testserver(/enter/[\w-]+)", page.content.decode())
    assert '<svg width="' in page.content.decode()
    client = Client()
    assert client.post(address)["Location"] == "/"
    assert "Mitali" in text_of(client.get("/"))


def test_the_picture_says_what_the_text_says(desk: Client, mitali: str) -> None:
    from regulars.people.qr_code import qr_code

    page = desk.post(f"{mitali}/link").content.decode()
    [address] = re.findall(r"<code>(http://testserver/enter/[\w-]+)</code>", page)
    assert qr_code(address) in page


def test_a_new_link_makes_those_before_it_void(desk: Client, mitali: str, text_of: Words) -> None:
    links = [
        re.findall(
            r"http://testserver(/enter/[\w-]+)", desk.post(f"{mitali}/link").content.decode()
        )[0]
        for _ in range(2)
    ]
    assert "a newer one was made" in text_of(Client().post(links[0]))
    assert Client().post(links[1])["Location"] == "/"


def test_the_link_leads_to_the_address_that_people_use(
    desk: Client, mitali: str, monkeypatch, text_of: Words
) -> None:
    from django.conf import settings

    from regulars.book.serving import Serving

    assert "It leads to this machine" in text_of(desk.post(f"{mitali}/link"))
    monkeypatch.setattr(settings, "SERVING", Serving(addresses=("https://desk.example.com",)))
    page = desk.post(f"{mitali}/link")
    assert "https://desk.example.com/enter/" in page.content.decode()
    assert "It leads to this machine" not in text_of(page)


def test_name_role_and_hours_are_changed(desk: Client, book: Book, mitali: str) -> None:
    said = {"name": "Mitali Sen", "role": "read_only", "hours": "", "language": "en"}
    assert desk.post(mitali, said)["Location"] == f"{mitali}?saved"
    now = staff(book).staff
    assert (now.name, now.role, now.hours) == ("Mitali Sen", "read_only", None)
    assert now.language == "en"


def test_who_is_let_go_may_come_back_with_a_link(
    desk: Client, book: Book, mitali: str, text_of: Words
) -> None:
    desk.post(f"{mitali}/let-go")
    assert not staff(book).active
    assert "may not log in" in text_of(desk.get("/settings"))
    assert "may no longer log in" in text_of(desk.post(f"{mitali}/link"))
    desk.post(f"{mitali}/let-back")
    assert staff(book).active
    assert desk.post(f"{mitali}/link").status_code == 200


@pytest.mark.parametrize("how", ["let-go", "another role"])
def test_the_last_owner_stays(desk: Client, book: Book, text_of: Words, how: str) -> None:
    address = "/settings/people/owner"
    if how == "let-go":
        page = desk.post(f"{address}/let-go")
    else:
        page = desk.post(address, {"name": "Zahra", "role": "staff", "hours": ""})
    assert "the only owner" in text_of(page)
    assert (staff(book, "owner").active, staff(book, "owner").staff.role) == (True, "owner")
    assert desk.get("/settings").status_code == 200


def test_with_another_owner_the_first_one_may_go(desk: Client, book: Book, mitali: str) -> None:
    desk.post(mitali, {"name": "Mitali", "role": "owner", "hours": ""})
    desk.post("/settings/people/owner/let-go")
    assert not staff(book, "owner").active
    assert desk.get("/").status_code == 302
    from datetime import UTC, datetime

    from regulars.people.login_link import make_login_link

    client = Client()
    client.post(f"/enter/{make_login_link(at=datetime.now(UTC))}")
    assert client.get("/settings/people/mitali").status_code == 200


def test_the_owner_takes_a_lost_second_factor_away(desk: Client, book: Book, mitali: str) -> None:
    from allauth.mfa.totp.internal.auth import TOTP
    from django.contrib.auth.models import User

    TOTP.activate(User.objects.get(username="mitali"), "JBSWY3DPEHPK3PXP")
    assert staff(book).has_second_factor
    desk.post(f"{mitali}/forget-second-factor")
    assert not staff(book).has_second_factor


def test_nobody_by_that_name_is_told(desk: Client) -> None:
    for what in ("", "/link", "/let-go", "/let-back", "/forget-second-factor"):
        assert desk.post(f"/settings/people/nobody{what}").status_code == 404


def test_only_the_owner_has_settings_in_the_rail(desk: Client, book: Book, mitali: str) -> None:
    client = Client()
    client.post(f"/enter/{book.invite(username='mitali')}")
    assert 'href="/settings"' in desk.get("/").content.decode()
    assert 'href="/settings"' not in client.get("/").content.decode()
