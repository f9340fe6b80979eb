"""What is printed when things fail holds nothing by which somebody could log in."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

PASSWORD, CODE = "rain on the tin roof", "271828"


@pytest.fixture
def printed(book: Book, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """What the desk prints, also of what is not worth a line otherwise."""
    loggers = [logging.getLogger(name) for name in ("django.request", "django.security")]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield lambda: capsys.readouterr().err
    for logger in loggers:
        logger.setLevel(logging.NOTSET)


def make_link() -> str:
    from regulars.people.login_link import make_login_link

    return make_login_link(at=datetime.now(UTC))


def failing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def fail(*said: object, **named: object) -> None:
        raise RuntimeError(f"it failed at /enter/{named.get('token')}")

    monkeypatch.setattr(f"regulars.desk.pages.enter.view.{name}", fail)


def test_a_log_in_link_is_never_printed_however_it_fails(
    printed: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    token = make_link()
    refused = Client(enforce_csrf_checks=True).post(f"/enter/{token}")
    assert refused.status_code == 403
    Client().post(f"/enter/{token}")
    assert Client().post(f"/enter/{token}").status_code == 410
    assert Client(headers={"Host": "evil.example"}).get(f"/enter/{token}").status_code == 400
    failing(monkeypatch, "redeem")
    client = Client(raise_request_exception=False)
    assert client.post(f"/enter/{token}").status_code == 500
    said = printed()
    assert said.count("/enter/…") >= 4
    assert "RuntimeError: it failed" in said
    assert token not in said


def test_neither_password_nor_code_nor_cookie_is_printed(
    printed: Callable[[], str], book: Book, log_in: Callable[[], Client], monkeypatch
) -> None:
    desk = log_in()
    desk.post("/account/password", {"password": PASSWORD, "again": PASSWORD})
    page = desk.get("/account/second-factor").content.decode()
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page).group(1)
    desk.post("/account/second-factor", {"code": CODE})

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("allauth.account.adapter.authenticate", fail)
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = desk.cookies["sessionid"].value
    for address in ("/enter", "/account/confirm"):
        stranger = Client(raise_request_exception=False)
        who = stranger if address == "/enter" else client
        answer = who.post(address, {"login": "owner", "password": PASSWORD})
        assert answer.status_code == 500, address
    said = printed()
    assert "the disk is gone" in said
    for one in (PASSWORD, CODE, secret, desk.cookies["sessionid"].value):
        assert one not in said


def test_what_failed_is_printed_so_that_somebody_can_look_at_it(
    desk: Client, book: Book, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(type(book), "day_plan", fail)
    desk.raise_request_exception = False
    desk.get("/")
    desk.get("/no/such/page")
    said = capsys.readouterr().err
    assert "Internal Server Error: /" in said and "the disk is gone" in said
    assert "no/such/page" not in said


def test_gunicorn_s_own_log_leaves_them_out_too(capsys: pytest.CaptureFixture[str]) -> None:
    from gunicorn.config import Config

    from regulars.desk.server_log import ServerLog

    log = ServerLog(Config())
    log.error("Error handling request %s", "/enter/0123456789abcdefghij")
    log.error("Authorization: Bearer rk_0123456789abcdefghij")
    said = capsys.readouterr().err
    for handler in list(log.error_log.handlers):
        log.error_log.removeHandler(handler)
    assert "Error handling request /enter/…" in said and "Bearer …" in said
    assert "0123456789" not in said
