"""Coming in: a link that works once, and nothing to see without one."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
OPEN_TO_ALL = {
    *("account_login", "mfa_authenticate", "enter", "language"),
    *("told", "told_by", "told_for", "told_thanks"),
    *("tell", "told_problem_thanks", "ease"),
}


def make_link(at: datetime) -> str:
    from regulars.people.login_link import make_login_link

    return make_login_link(at=at)


def test_every_page_needs_log_in(book: Book) -> None:
    from regulars.desk.urls import urlpatterns

    for pattern in urlpatterns:
        if pattern.name in OPEN_TO_ALL:
            continue
        address = "/" + re.sub(r"<int:[^>]*>", "1", str(pattern.pattern))
        address = re.sub(r"<[^>]*>", "x", address)
        for answer in (Client().get(address), Client().post(address)):
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/enter?next="), address
    assert Client().get("/enter/code")["Location"] == "/enter"


def test_the_page_for_strangers_says_how_to_get_a_link(
    book: Book, text_of: Callable[[object], str]
) -> None:
    said = text_of(Client().get("/", follow=True))
    assert "A link lets you in, once" in said
    assert "regulars serve" in said


def test_a_fragment_asked_for_after_the_log_in_ended_moves_the_whole_page(book: Book) -> None:
    answer = Client().post("/today/x/done", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/enter"


def test_looking_at_a_link_does_not_use_it(book: Book) -> None:
    link = f"/enter/{make_link(datetime.now(UTC))}"
    stranger = Client()
    for _ in range(3):
        assert "Log in" in stranger.get(link).content.decode()
    assert stranger.post(link)["Location"] == "/"
    assert stranger.get("/").status_code == 200


def test_a_link_works_once(book: Book, text_of: Callable[[object], str]) -> None:
    link = f"/enter/{make_link(datetime.now(UTC))}"
    Client().post(link)
    for answer in (Client().post(link), Client().get(link)):
        assert answer.status_code == 410
        assert "has been used" in text_of(answer)
        assert "regulars serve" in text_of(answer)


def test_an_unknown_link_opens_nothing(book: Book, text_of: Callable[[object], str]) -> None:
    answer = Client().post("/enter/made-up")
    assert answer.status_code == 410
    assert "not known here" in text_of(answer)


def test_a_link_is_good_for_a_day(book: Book) -> None:
    from regulars.people.login_link import LinkNotValid, redeem

    token = make_link(NOW)
    with pytest.raises(LinkNotValid, match="older than a day"):
        redeem(token=token, at=NOW + timedelta(hours=24))
    assert redeem(token=token, at=NOW + timedelta(hours=23, minutes=59)).username == "owner"


def test_who_has_left_does_not_come_in(book: Book) -> None:
    from django.contrib.auth.models import User

    from regulars.people.login_link import LinkNotValid, redeem

    token = make_link(NOW)
    User.objects.update(is_active=False)
    with pytest.raises(LinkNotValid, match="may no longer log in"):
        redeem(token=token, at=NOW)


def test_of_two_who_use_a_link_at_once_one_wins(book: Book) -> None:
    link = f"/enter/{make_link(datetime.now(UTC))}"
    with ThreadPoolExecutor(8) as people:
        codes = sorted(people.map(lambda _: _post_and_hang_up(link), range(8)))
    assert codes == [302] + [410] * 7


def test_only_the_hash_of_a_link_is_kept(book: Book) -> None:
    from regulars.people.models import LoginLink

    token = make_link(NOW)
    kept = bytes(LoginLink.objects.get(used_at=None, created_at=NOW).token_sha256)
    assert len(kept) == 32
    assert token.encode() not in kept


def test_the_session_lasts_thirty_days_and_is_out_of_reach_of_scripts(desk: Client) -> None:
    cookie = desk.cookies["sessionid"]
    assert cookie["max-age"] == 30 * 24 * 3600
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_logging_out_ends_the_session(desk: Client) -> None:
    assert desk.get("/leave").status_code == 405
    desk.post("/leave")
    assert desk.get("/").status_code == 302


def _post_and_hang_up(link: str) -> int:
    from django.db import connections

    try:
        return Client().post(link).status_code
    finally:
        connections.close_all()
