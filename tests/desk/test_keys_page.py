"""Keys and web hooks at the desk: shown once, one's own, hooks for the owner alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Text = Callable[[object], str]
TOKEN = re.compile(r"regulars_[A-Za-z0-9_-]{43}")
INSIDE = {"url": "http://127.0.0.1:9/hook", "events": ["care.done"], "inside": "on"}


@pytest.fixture
def as_role(book: Book) -> Callable[[str], Client]:
    """Somebody of the staff at the desk of the planned book."""

    def logged_in(role: str) -> Client:
        from django.contrib.auth.models import User

        from regulars.people.models import Person

        user = User.objects.create_user(role)
        Person.objects.create(user=user, role=role)
        client = Client()
        client.force_login(user)
        return client

    return logged_in


def test_a_new_key_is_shown_once_and_opens_the_api(desk: Client, text_of: Text) -> None:
    made = desk.post("/keys/make", {"name": "till", "scopes": ["read", "write:facts"], "days": ""})
    assert made.status_code == 201
    assert made["Cache-Control"] == "no-store"
    [token] = TOKEN.findall(made.content.decode())
    assert "shown only now" in text_of(made)
    assert not TOKEN.search(desk.get("/keys").content.decode())
    told = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).json()
    assert (told["username"], told["scopes"]) == ("owner", ["read", "write:facts"])
    page = text_of(desk.get("/keys"))
    assert token[:15] in page and "last used on" in page


def test_a_revoked_key_opens_nothing_and_is_kept_in_sight(desk: Client, text_of: Text) -> None:
    made = desk.post("/keys/make", {"name": "till", "scopes": ["read"]})
    [token] = TOKEN.findall(made.content.decode())
    from regulars.people.models import ApiKey

    number = ApiKey.objects.get().pk
    assert desk.post(f"/keys/{number}/revoke")["Location"] == "/keys"
    assert (
        Client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    )
    assert "1 revoked key" in text_of(desk.get("/keys"))


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("read_only", ["read"]),
        ("staff", ["read", "write:facts", "write:acts"]),
        ("owner", ["read", "write:facts", "write:acts", "admin"]),
    ],
)
def test_a_person_is_offered_what_their_role_may_and_takes_no_more(
    as_role: Callable[[str], Client], role: str, offered: list[str]
) -> None:
    client = as_role(role)
    page = client.get("/keys").content.decode()
    assert re.findall(r'name="scopes" value="([^"]+)"', page) == offered
    for scope in ("read", "write:facts", "write:acts", "admin"):
        answer = client.post("/keys/make", {"name": scope.replace(":", " "), "scopes": [scope]})
        assert answer.status_code == (201 if scope in offered else 422), scope


def test_a_form_that_says_too_little_comes_back_with_what_is_wrong(
    desk: Client, text_of: Text
) -> None:
    desk.post("/keys/make", {"name": "till", "scopes": ["read"]})
    for said, told in (
        ({"name": "", "scopes": ["read"]}, "This field is required"),
        ({"name": "x"}, "This field is required"),
        ({"name": "till", "scopes": ["read"]}, "a key called till already"),
        ({"name": "y", "scopes": ["read"], "days": "7"}, "Select a valid choice"),
    ):
        answer = desk.post("/keys/make", said)
        assert answer.status_code == 422
        assert told in text_of(answer)
        assert 'keys__new" open' in answer.content.decode()


def test_one_sees_and_revokes_only_one_s_own_and_the_owner_everybody_s(
    desk: Client, as_role: Callable[[str], Client], text_of: Text
) -> None:
    from regulars.people.models import ApiKey

    staff = as_role("staff")
    staff.post("/keys/make", {"name": "staff key", "scopes": ["read"]})
    desk.post("/keys/make", {"name": "owner key", "scopes": ["read"]})
    assert "owner key" not in text_of(staff.get("/keys"))
    assert "Web hooks" not in text_of(staff.get("/keys")).replace("Keys and web hooks", "")
    owners = ApiKey.objects.get(name="owner key").pk
    assert staff.post(f"/keys/{owners}/revoke").status_code == 404
    assert "Keys of the others" in text_of(desk.get("/keys"))
    desk.post(f"/keys/{ApiKey.objects.get(name='staff key').pk}/revoke")
    assert ApiKey.objects.get(name="staff key").revoked_at
    assert not ApiKey.objects.get(name="owner key").revoked_at


def test_a_web_hook_is_made_with_its_secret_shown_once(desk: Client, text_of: Text) -> None:
    made = desk.post("/keys/hooks", INSIDE)
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    [secret] = re.findall(r"whsec_[A-Za-z0-9+/=]{44}", made.content.decode())
    assert secret not in desk.get("/keys").content.decode()
    page = text_of(desk.get("/keys"))
    assert INSIDE["url"] in page and "A line was done" in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"inside": ""}, "within this machine or its network"),
        ({"url": "http://example.org/"}, "https only"),
        ({"url": "nonsense"}, "no web address"),
        ({"url": "https://169.254.169.254/"}, "Nothing is sent to this kind of address"),
        ({"events": []}, "This field is required"),
        ({"events": ["all"]}, "Select a valid choice"),
    ],
)
def test_a_web_hook_that_cannot_be_is_told_why(
    desk: Client, text_of: Text, change: dict[str, Any], told: str
) -> None:
    answer = desk.post("/keys/hooks", {**INSIDE, **change})
    assert answer.status_code == 422
    assert told in text_of(answer)


def test_a_web_hook_is_tried_switched_renewed_and_removed(desk: Client, text_of: Text) -> None:
    from regulars.post.hooks_deliver import deliver_due
    from regulars.post.models import WebHook

    desk.post("/keys/hooks", INSIDE)
    place = f"/keys/hooks/{WebHook.objects.get().pk}"
    assert desk.post(f"{place}/test")["Location"] == place
    assert "waits" in text_of(desk.get(place))
    deliver_due(now=lambda: datetime.now(UTC))
    page = text_of(desk.get(place))
    assert "it does not answer" in page and "1 attempt" in page and "next attempt" in page
    desk.post(f"{place}/off")
    assert "switched off" in text_of(desk.get(place))
    desk.post(f"{place}/on")
    assert "switched off" not in text_of(desk.get(place))
    renewed = desk.post(f"{place}/secret")
    assert re.search(r"whsec_", renewed.content.decode())
    assert desk.post(f"{place}/remove")["Location"] == "/keys"
    assert desk.get(place).status_code == 404
    assert not WebHook.objects.exists()


def test_a_web_hook_that_failed_for_days_says_so_in_both_languages(
    desk: Client, text_of: Text
) -> None:
    from regulars.post.models import WebHook

    desk.post("/keys/hooks", INSIDE)
    WebHook.objects.update(off_at=datetime.now(UTC), off_why="failed")
    place = f"/keys/hooks/{WebHook.objects.get().pk}"
    assert "failed for more than two days" in text_of(desk.get("/keys"))
    assert "is kept for 30 days" in text_of(desk.get(place))
    desk.post("/language", {"language": "bn"})
    assert "দুই দিনের বেশি বার্তা পৌঁছায়নি" in text_of(desk.get("/keys"))
    assert "৩০ দিন রাখা হয়" in text_of(desk.get(place))


def test_what_there_is_not_cannot_be_switched(desk: Client) -> None:
    for deed in ("off", "on", "test", "secret", "remove"):
        assert desk.post(f"/keys/hooks/99/{deed}").status_code == 404
    assert desk.post("/keys/99/revoke").status_code == 404


def test_an_address_that_is_a_piece_of_a_page_stays_text(desk: Client) -> None:
    answer = desk.post("/keys/hooks", {**INSIDE, "url": 'https://x/"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.content.decode()
