"""Logging in by name and password: set after a link, throttled, the same for every wrong answer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

GOOD = "rain on the tin roof"
Words = Callable[[object], str]


@pytest.fixture
def mitali(book: Book) -> Client:
    """One of the staff, who just came in by the link that the owner made."""
    book.add_person(username="mitali", name="Mitali", role="staff")
    client = Client()
    client.post(f"/enter/{book.invite(username='mitali')}")
    return client


def set_password(client: Client, password: str, again: str | None = None):
    said = {"password": password, "again": password if again is None else again}
    return client.post("/account/password", said)


def log_in(username: str, password: str, **headers: str):
    client = Client(**headers)
    return client, client.post("/enter", {"login": username, "password": password})


def test_after_a_link_a_password_lets_one_in(mitali: Client) -> None:
    assert set_password(mitali, GOOD)["Location"] == "/account?saved"
    client, answer = log_in("Mitali ", GOOD)
    assert answer["Location"] == "/"
    assert client.get("/").status_code == 200
    assert client.cookies["sessionid"]["max-age"] == 30 * 24 * 3600


def test_one_goes_on_where_one_wanted_to_go_and_nowhere_else(mitali: Client) -> None:
    set_password(mitali, GOOD)
    for wanted, there in (("/account", "/account"), ("https://elsewhere.example/", "/")):
        answer = Client().post(
            f"/enter?next={wanted}", {"login": "mitali", "password": GOOD, "next": wanted}
        )
        assert answer["Location"] == there


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("short", "too short"),
        ("password1234", "Many people use this password"),
        ("mitali2026", "too much like the name"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(
    mitali: Client, text_of: Words, password: str, said: str
) -> None:
    assert said in text_of(set_password(mitali, password))
    assert log_in("mitali", password)[1].status_code == 200


def test_two_passwords_that_differ_are_refused(mitali: Client, text_of: Words) -> None:
    assert "not the same" in text_of(set_password(mitali, GOOD, GOOD + "."))


def test_a_new_password_logs_out_every_other_device(mitali: Client) -> None:
    set_password(mitali, GOOD)
    elsewhere, _ = log_in("mitali", GOOD)
    set_password(mitali, GOOD + ", again")
    assert elsewhere.get("/").status_code == 302
    assert mitali.get("/").status_code == 200


def test_a_password_is_asked_for_before_it_is_changed(mitali: Client, text_of: Words) -> None:
    set_password(mitali, GOOD)
    client, _ = log_in("mitali", GOOD)
    assert client.get("/account/password")["Location"].startswith("/account/confirm?")
    wrong = client.post("/account/confirm", {"password": "no", "next": "/account/password"})
    assert "This is not your password" in text_of(wrong)
    right = client.post("/account/confirm", {"password": GOOD, "next": "/account/password"})
    assert right["Location"] == "/account/password"
    assert client.get("/account/password").status_code == 200


def test_wrong_password_unknown_name_and_no_password_are_answered_alike(
    mitali: Client, book: Book, text_of: Words
) -> None:
    set_password(mitali, GOOD)
    book.add_person(username="rafi", name="Rafi", role="staff")
    said = {
        text_of(log_in(name, "something else")[1]).replace(name, "")
        for name in ("mitali", "nobody", "rafi")
    }
    assert len(said) == 1
    assert "do not belong together" in said.pop()


def test_after_five_wrong_passwords_the_right_one_has_to_wait(
    mitali: Client, text_of: Words
) -> None:
    set_password(mitali, GOOD)
    for number in range(5):
        log_in("mitali", "wrong", REMOTE_ADDR=f"10.0.0.{number}")
    # From wherever: the name itself is being guessed at.
    client, answer = log_in("mitali", GOOD, REMOTE_ADDR="10.9.9.9")
    assert "Wait five minutes" in text_of(answer)
    assert client.get("/").status_code == 302


def test_who_tries_many_names_from_one_place_has_to_wait(mitali: Client, text_of: Words) -> None:
    set_password(mitali, GOOD)
    for number in range(10):
        log_in(f"name-{number}", "wrong")
    assert "Wait five minutes" in text_of(log_in("mitali", GOOD)[1])
    assert log_in("mitali", GOOD, REMOTE_ADDR="10.9.9.9")[1].status_code == 302


def test_who_asks_far_too_often_gets_a_page_that_says_so(book: Book, text_of: Words) -> None:
    answers = [log_in("nobody", "wrong")[1] for _ in range(31)]
    assert answers[-1].status_code == 429
    assert "Too many attempts" in text_of(answers[-1])


def test_guesses_at_the_same_moment_are_all_counted(mitali: Client, book: Book) -> None:
    set_password(mitali, GOOD)
    with ThreadPoolExecutor(8) as people:
        list(people.map(lambda _: _guess_and_hang_up(), range(16)))
    assert log_in("mitali", GOOD, REMOTE_ADDR="10.9.9.9")[1].status_code == 200


def test_nobody_signs_up(book: Book) -> None:
    from django.urls import NoReverseMatch, reverse

    with pytest.raises(NoReverseMatch):
        reverse("account_signup")
    for address in ("/signup", "/accounts/signup/", "/enter/signup"):
        assert Client().post(address, {"username": "me"}).status_code in {302, 404, 410}


def _guess_and_hang_up() -> None:
    from django.db import connections

    try:
        log_in("mitali", "wrong")
    finally:
        connections.close_all()
