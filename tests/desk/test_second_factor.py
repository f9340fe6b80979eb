"""A second factor: codes of a phone, recovery codes, and asking everybody for one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

GOOD = "rain on the tin roof"
Words = Callable[[object], str]


def code_for(secret: str, *, steps: int = 0) -> str:
    """What the phone shows; half a minute later with a step more."""
    from allauth.mfa.totp.internal.auth import (
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    now = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret, now + steps))


def add_factor(client: Client) -> str:
    """The secret of the new second factor."""
    page = client.get("/account/second-factor").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page).group(1)
    answer = client.post("/account/second-factor", {"code": code_for(secret, steps=-1)})
    assert answer["Location"] == "/account/recovery-codes"
    return secret


@pytest.fixture
def secret(desk: Client) -> str:
    """The owner's, who came in by link, set a password and added it."""
    desk.post("/account/password", {"password": GOOD, "again": GOOD})
    return add_factor(desk)


def by_password() -> Client:
    client = Client()
    answer = client.post("/enter", {"login": "owner", "password": GOOD})
    assert answer["Location"] == "/enter/code"
    return client


def test_the_password_alone_opens_nothing(secret: str) -> None:
    client = by_password()
    assert client.get("/").status_code == 302
    assert client.get("/account").status_code == 302


def test_with_the_code_one_is_in(secret: str) -> None:
    client = by_password()
    assert client.post("/enter/code", {"code": code_for(secret)})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_wrong_code_is_told_and_after_five_one_waits(secret: str, text_of: Words) -> None:
    client = by_password()
    for _ in range(5):
        assert "This is not the code" in text_of(client.post("/enter/code", {"code": "000000"}))
    assert "Wait five minutes" in text_of(client.post("/enter/code", {"code": code_for(secret)}))


def test_a_code_works_once(secret: str, text_of: Words) -> None:
    code = code_for(secret)
    by_password().post("/enter/code", {"code": code})
    assert "This is not the code" in text_of(by_password().post("/enter/code", {"code": code}))


def test_a_link_too_is_followed_by_the_code(secret: str, book: Book) -> None:
    client = Client()
    assert client.post(f"/enter/{book.invite(username='owner')}")["Location"] == "/enter/code"
    assert client.get("/").status_code == 302


def test_each_recovery_code_lets_one_in_once(
    secret: str, desk: Client, text_of: Words, book: Book
) -> None:
    page = desk.get("/account/recovery-codes").content.decode()
    codes = re.findall(r"<li><code>(\d{8})</code></li>", page)
    assert len(codes) == 10
    assert by_password().post("/enter/code", {"code": codes[0]})["Location"] == "/"
    assert "not the code" in text_of(by_password().post("/enter/code", {"code": codes[0]}))
    assert codes[0] not in desk.get("/account/recovery-codes").content.decode()


def test_new_recovery_codes_replace_the_old_ones(secret: str, desk: Client) -> None:
    before = desk.get("/account/recovery-codes").content.decode()
    assert "10" in desk.get("/account/recovery-codes/new").content.decode()
    assert desk.post("/account/recovery-codes/new")["Location"] == "/account/recovery-codes"
    after = desk.get("/account/recovery-codes").content.decode()
    found = re.compile(r"<code>(\d{8})</code>")
    assert not set(found.findall(before)) & set(found.findall(after))


def test_codes_are_shown_only_to_who_just_said_who_they_are(secret: str) -> None:
    client = by_password()
    client.post("/enter/code", {"code": code_for(secret)})
    for page in ("recovery-codes", "recovery-codes/new", "second-factor/remove", "password"):
        assert client.get(f"/account/{page}")["Location"].startswith("/account/confirm?"), page
    client.post("/account/confirm", {"password": GOOD})
    assert client.get("/account/recovery-codes").status_code == 200


def test_without_a_password_one_says_who_one_is_by_code(desk: Client) -> None:
    secret = add_factor(desk)
    session = desk.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    assert desk.get("/account/password")["Location"].startswith("/account/confirm-by-code?")
    said = {"code": code_for(secret), "next": "/account/password"}
    assert desk.post("/account/confirm-by-code", said)["Location"] == "/account/password"
    assert desk.get("/account/password").status_code == 200


def test_a_removed_second_factor_is_asked_for_no_more(secret: str, desk: Client) -> None:
    assert desk.get("/account/second-factor/remove").status_code == 200
    assert desk.post("/account/second-factor/remove")["Location"] == "/account"
    answer = Client().post("/enter", {"login": "owner", "password": GOOD})
    assert answer["Location"] == "/"


def test_the_owner_takes_away_a_factor_that_somebody_lost(secret: str, book: Book) -> None:
    book.forget_second_factor(username="owner")
    client = Client()
    assert client.post("/enter", {"login": "owner", "password": GOOD})["Location"] == "/"


def test_the_secret_lies_encrypted_in_the_database(secret: str, book: Book) -> None:
    from allauth.mfa.models import Authenticator

    for one in Authenticator.objects.all():
        assert secret not in str(one.data)
        assert str(one.data.get("seed", one.data.get("secret"))).startswith("gAAAA")


def test_the_picture_is_drawn_here_and_asks_nobody(desk: Client) -> None:
    page = desk.get("/account/second-factor").content.decode()
    assert '<svg width="' in page and "<path" in page
    assert "http" not in page.split("<svg")[1].split("</svg>")[0]
    assert "data:" not in page


@pytest.fixture
def asked(book: Book, desk: Client):
    book.change_settings({"second_factor": True})
    yield
    book.change_settings({"second_factor": False})


def test_where_everybody_needs_one_nobody_goes_on_without(
    asked: None, desk: Client, text_of: Words
) -> None:
    for address in ("/", "/account", "/account/password", "/customers/x"):
        assert desk.get(address)["Location"] == "/account/second-factor", address
    assert desk.post("/today/plan")["Location"] == "/account/second-factor"
    fragment = desk.post("/today/x/done", headers={"HX-Request": "true"})
    assert fragment["HX-Redirect"] == "/account/second-factor"
    assert "asks everybody for a second factor" in text_of(desk.get("/account/second-factor"))


def test_who_adds_it_goes_on_and_who_will_not_may_leave(asked: None, desk: Client) -> None:
    add_factor(desk)
    assert desk.get("/").status_code == 200
    assert desk.post("/leave")["Location"] == "/enter"
