"""Served beyond this machine: which names, who is believed, and nothing in the clear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

import regulars
from regulars.book.book_file import FILE, BookFileWrong, read_book_file
from regulars.book.serving import ADDRESSES, serving

if TYPE_CHECKING:
    from regulars.workspace import Book

NAME = "desk.example.com"
PROXY, STRANGER, CUSTOMER = "10.1.2.3", "203.0.113.9", "198.51.100.7"
SERVED = f"""
[serve]
addresses = ["https://{NAME}", "http://192.168.1.20:8000"]
proxies = ["10.1.2.0/24"]
"""
Words = Callable[[object], str]


@pytest.fixture
def served(empty_book: Book) -> Book:
    """A book whose desk others reach."""
    folder = empty_book.folder
    path = folder / FILE
    path.write_text(path.read_text(encoding="utf-8") + SERVED, encoding="utf-8")
    yield regulars.open(folder)
    path.write_text(path.read_text(encoding="utf-8").replace(SERVED, ""), encoding="utf-8")
    regulars.open(folder)


def ask(peer: str = PROXY, proto: str | None = "https", host: str = NAME, **said: str) -> Client:
    headers = {"Host": host, **said}
    if proto is not None:
        headers["X-Forwarded-Proto"] = proto
    return Client(headers=headers, REMOTE_ADDR=peer)


def come_in(client: Client):
    from regulars.people.login_link import make_login_link

    return client.post(f"/enter/{make_login_link(at=datetime.now(UTC))}")


def test_only_names_that_the_book_tells_are_answered(served: Book, text_of: Words) -> None:
    assert ask().get("/enter").status_code == 200
    for host in ("evil.example", "desk.example.com.evil.example", "203.0.113.1"):
        answer = ask(host=host).get("/enter")
        assert answer.status_code == 400
        assert "does not go by this name" in text_of(answer)


def test_a_proxy_that_is_named_says_that_it_was_tls(served: Book) -> None:
    client = ask()
    assert come_in(client)["Location"] == "/"
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer["Strict-Transport-Security"] == "max-age=31536000"


def test_cookies_that_came_by_tls_are_never_sent_in_the_clear(served: Book) -> None:
    client = ask()
    client.get("/enter")
    come_in(client)
    client.post("/language", {"language": "bn", "next": "/"})
    assert set(client.cookies) == {"sessionid", "csrftoken", "django_language"}
    assert all(cookie["secure"] for cookie in client.cookies.values())


def test_on_this_machine_without_tls_one_still_gets_in(served: Book) -> None:
    client = ask(peer="127.0.0.1", proto=None, host="127.0.0.1:8000")
    assert come_in(client)["Location"] == "/"
    assert not client.cookies["sessionid"]["secure"]
    assert "Strict-Transport-Security" not in client.get("/")


def test_somebody_else_s_word_that_it_was_tls_is_not_believed(served: Book, text_of: Words) -> None:
    answer = ask(peer=STRANGER).get("/enter")
    assert answer.status_code == 403
    assert f"{STRANGER} says that it was asked by TLS, but is not named" in text_of(answer)
    assert "Strict-Transport-Security" not in answer
    plain = ask(peer=STRANGER, host="192.168.1.20:8000")
    assert "Strict-Transport-Security" not in plain.get("/enter")
    come_in(plain)
    assert not plain.cookies["sessionid"]["secure"]


def test_a_proxy_that_does_not_say_is_told_so_and_nobody_goes_in_circles(
    served: Book, text_of: Words
) -> None:
    answer = ask(proto=None).get("/enter")
    assert answer.status_code == 403
    assert "let it send X-Forwarded-Proto" in text_of(answer)


def test_a_name_with_tls_asked_for_in_the_clear_leads_to_tls(served: Book) -> None:
    for client in (ask(proto="http"), ask(peer=STRANGER, proto=None)):
        answer = client.get("/enter?next=/account")
        assert (answer.status_code, answer["Location"]) == (
            301,
            f"https://{NAME}/enter?next=/account",
        )
        assert client.post("/enter", {"login": "owner", "password": "x"}).status_code == 403


def test_an_address_without_tls_is_served_as_it_was_asked_for(served: Book) -> None:
    client = ask(peer="192.168.1.33", proto=None, host="192.168.1.20:8000")
    assert come_in(client)["Location"] == "/"
    assert not client.cookies["sessionid"]["secure"]


@pytest.mark.parametrize(
    ("peer", "chain", "client"),
    [
        (PROXY, CUSTOMER, CUSTOMER),
        (PROXY, f"1.1.1.1, {CUSTOMER}", CUSTOMER),
        (PROXY, f"{CUSTOMER}, 10.1.2.9", CUSTOMER),
        (PROXY, "", PROXY),
        (PROXY, "made up", PROXY),
        (PROXY, f"{CUSTOMER}, made up", PROXY),
        (STRANGER, CUSTOMER, STRANGER),
    ],
)
def test_who_asked_is_whom_a_named_proxy_says_and_nobody_else(
    served: Book, peer: str, chain: str, client: str
) -> None:
    from allauth.usersessions.models import UserSession

    come_in(ask(peer=peer, host="192.168.1.20:8000", **{"X-Forwarded-For": chain}))
    assert UserSession.objects.get().ip == client


def test_guesses_are_counted_for_who_makes_them_not_for_the_proxy(
    served: Book, text_of: Words
) -> None:
    def guess(client: str):
        asking = ask(**{"X-Forwarded-For": client})
        return text_of(asking.post("/enter", {"login": f"name-{client}", "password": "x"}))

    for _ in range(11):
        guess(CUSTOMER)
    assert "Wait five minutes" in guess(CUSTOMER)
    assert "do not belong together" in guess("198.51.100.8")


def test_forms_from_other_sites_are_refused(served: Book) -> None:
    client = Client(
        enforce_csrf_checks=True,
        headers={"Host": NAME, "X-Forwarded-Proto": "https"},
        REMOTE_ADDR=PROXY,
    )
    client.get("/enter")
    said = {"csrfmiddlewaretoken": client.cookies["csrftoken"].value, "language": "bn"}
    for origin, code in ((f"https://{NAME}", 302), ("https://evil.example", 403)):
        headers = {"Origin": origin, "Referer": f"{origin}/enter"}
        assert client.post("/language", said, headers=headers).status_code == code


def test_another_book_of_the_process_has_its_own_names(served: Book, book: Book) -> None:
    assert ask().get("/enter").status_code == 400


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('addresses = ["desk.example.com"]', "is no address of a desk"),
        ('addresses = ["https://desk.example.com/path"]', "is no address of a desk"),
        ('addresses = ["https://desk.example.com:port"]', "is no address of a desk"),
        ('addresses = "https://desk.example.com"', "is no list of texts"),
        ('proxies = ["localhost"]', "neither an IP address nor a network"),
        ('proxies = ["10.0.0.1/8"]', "neither an IP address nor a network"),
        ('listen = "everywhere"', "is no IP address"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_cure(
    tmp_path: Path, table: str, said: str
) -> None:
    (tmp_path / FILE).write_text(f'name = "x"\n[serve]\n{table}\n', encoding="utf-8")
    with pytest.raises(BookFileWrong, match=said) as wrong:
        read_book_file(tmp_path)
    assert "Write" in str(wrong.value)


def test_the_environment_counts_more_than_the_file(monkeypatch) -> None:
    monkeypatch.setenv(ADDRESSES, "https://one.example, http://[fd00::1]:8000")
    found = serving({"addresses": ["https://other.example"]})
    assert found.hosts == ("one.example", "[fd00::1]")
    assert found.only_tls == {"one.example"}
    assert found.in_the_clear == ("http://[fd00::1]:8000",)


def test_without_a_word_only_this_machine_is_served() -> None:
    found = serving({})
    assert (found.listen, found.hosts, found.trusts("127.0.0.1")) == ("127.0.0.1", (), False)
