"""Who may do what: every address of the desk, asked by every role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import URLPattern

if TYPE_CHECKING:
    from regulars.workspace import Book

FORBIDDEN = 403
ROLES = ("read_only", "staff", "owner")
METHODS = ("GET", "POST")


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


def addresses() -> Iterator[tuple[URLPattern, str]]:
    from regulars.desk.urls import urlpatterns

    for pattern in urlpatterns:
        yield pattern, "/" + re.sub(r"<[^>]*>", "1", str(pattern.pattern))


@pytest.mark.parametrize("role", ROLES)
def test_each_address_lets_in_who_has_the_role_it_asks_for_and_nobody_else(
    as_role: Callable[[str], Client], role: str
) -> None:
    from regulars.desk.frame.roles import needed_role

    person = as_role(role)
    for pattern, address in addresses():
        if not getattr(pattern.callback, "login_required", True) or pattern.name == "leave":
            continue
        for method in METHODS:
            needed = needed_role(pattern.callback, method=method)
            answer = person.generic(method, address)
            refused = ROLES.index(role) < ROLES.index(needed)
            assert (answer.status_code == FORBIDDEN) == refused, (method, address)


OWN = {"leave", "language", "account", "password", "end_session", "end_other_sessions",
       "save_view", "remove_view", "keys", "make_key", "revoke_key",
       "told", "told_by", "told_for", "told_thanks",
       "tell", "told_problem_thanks", "ease"}  # fmt: skip
"""What people do with their own log-in and views, beside allauth's `account_…` and `mfa_…`; and
what is for strangers."""


def test_settings_are_the_owner_s_and_who_only_reads_changes_only_their_own_log_in(
    as_role: Callable[[str], Client],
) -> None:
    people = {role: as_role(role) for role in ROLES}
    for pattern, address in addresses():
        for role, person in people.items():
            let_in = {
                method: person.generic(method, address).status_code != FORBIDDEN
                for method in METHODS
            }
            own = pattern.name in OWN or pattern.name.startswith(("account_", "mfa_", "enter"))
            if address.startswith("/settings"):
                assert set(let_in.values()) == {role == "owner"}, (role, address)
            elif own:
                assert set(let_in.values()) == {True}, (role, address)
            elif role == "read_only":
                assert not let_in["POST"], address
            person.force_login(_user(role))


def _user(role: str):
    from django.contrib.auth.models import User

    return User.objects.get(username=role)


def test_who_only_reads_changes_nothing_and_is_told_whom_to_ask(
    as_role: Callable[[str], Client], text_of: Callable[[object], str]
) -> None:
    answer = as_role("read_only").post("/today/plan")
    assert answer.status_code == FORBIDDEN
    assert "Ask the owner" in text_of(answer)


def test_everybody_may_leave(as_role: Callable[[str], Client]) -> None:
    assert as_role("read_only").post("/leave")["Location"] == "/enter"


def test_a_user_without_an_entry_sees_and_changes_nothing(book: Book) -> None:
    from django.contrib.auth.models import User

    client = Client()
    client.force_login(User.objects.create_user("somebody"))
    assert client.get("/").status_code == 200
    assert client.post("/today/plan").status_code == FORBIDDEN


def test_the_first_owner_of_an_older_book_stays_its_owner(book: Book, log_in) -> None:
    from regulars.people.models import Person

    desk = log_in()
    assert not Person.objects.exists()
    assert desk.post("/today/plan", {"hours": "1"}).status_code == 302
