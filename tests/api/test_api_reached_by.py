"""The API beyond this machine: only by the names that the book tells, and no key in the clear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

import regulars
from regulars.book.book_file import FILE

if TYPE_CHECKING:
    from regulars.workspace import Book

NAME, PROXY, STRANGER = "desk.example.com", "10.1.2.3", "203.0.113.9"
SERVED = f"""
[serve]
addresses = ["https://{NAME}", "http://192.168.1.20:8000"]
proxies = ["10.1.2.0/24"]
"""
Ask = Callable[..., Any]


@pytest.fixture
def ask(book: Book, token_of: Callable[..., str]) -> Iterator[Ask]:
    """Ask who one is, by a name and with what a peer says of the scheme."""
    token = token_of("read")
    path = book.folder / FILE
    path.write_text(path.read_text(encoding="utf-8") + SERVED, encoding="utf-8")
    opened = regulars.open(book.folder)

    def me(*, host: str = NAME, peer: str = PROXY, proto: str | None = None) -> Any:
        headers = {"Host": host, "Authorization": f"Bearer {token}"}
        said = {} if proto is None else {"X-Forwarded-Proto": proto}
        return Client(headers=headers | said, REMOTE_ADDR=peer).get("/api/v1/me")

    yield me
    opened.close()


def test_by_tls_and_on_the_own_network_programs_are_answered(ask: Ask) -> None:
    assert ask(proto="https").json()["username"] == "owner"
    assert ask(host="192.168.1.20:8000", peer=STRANGER).status_code == 200
    assert ask(host="127.0.0.1:8000", peer="127.0.0.1").status_code == 200


def test_a_name_that_the_book_does_not_tell_is_not_answered(ask: Ask) -> None:
    for host in ("evil.example", f"{NAME}.evil.example"):
        answer = ask(host=host, proto="https")
        assert (answer.status_code, answer.json()["type"]) == (
            400,
            "urn:regulars:problem:not-by-this-name",
        )


@pytest.mark.parametrize(
    ("peer", "proto"), [(PROXY, "http"), (PROXY, None), (STRANGER, "https"), (STRANGER, None)]
)
def test_where_tls_is_promised_a_key_in_the_clear_is_not_taken(
    ask: Ask, peer: str, proto: str | None
) -> None:
    answer = ask(peer=peer, proto=proto)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:regulars:problem:in-the-clear")
    assert "Location" not in answer
    assert "revoke the key" in answer.json()["detail"]
