"""Who may do what: every call of the API, asked with every scope by every role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from programs import JSON, person, with_key

if TYPE_CHECKING:
    from regulars.workspace import Book

ROLES = ("read_only", "staff", "owner")
SCOPES = ("read", "write:facts", "write:acts", "admin")
NEEDS = {"read": "read_only", "write:facts": "staff", "write:acts": "staff", "admin": "owner"}
PUBLIC = {"health"}
OF_ANY_KEY = {"me"}
BODIES = {"snooze": {"days": 1}, "not_right": {"reason": "other"}, "owner": {"staff": "karim"}}


def calls() -> Iterator[tuple[str, str, str, str | None]]:
    """Every operation: its id, method, address, and the scope that it says it asks for."""
    from regulars.api.addresses import API, scopes_by_call

    scopes = scopes_by_call()
    for address, methods in API.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for method, call in methods.items():
            filled = re.sub(r"\{batch\}", "999999", re.sub(r"\{(customer|care)_id\}", "1", address))
            name = call["operationId"]
            yield name, method.upper(), filled, scopes[name]


def ask(client: Client, name: str, method: str, address: str) -> Any:
    body = BODIES.get(name, [{}] if name.startswith("post_") else {})
    if name == "consent":
        body = {"purpose": "marketing", "state": "given"}
    query = {"find": "x"} if name == "find" else None
    if method == "GET":
        return client.get(address, query)
    return client.post(address, body, content_type=JSON)


def key_of(role: str, *scopes: str) -> Client:
    """With a key whose row says these scopes, whatever the role may give."""
    import hashlib

    from regulars.people.models import ApiKey

    token = f"regulars_{role}_{'_'.join(scopes)}"
    ApiKey.objects.create(
        user=person(role),
        name=token,
        start=token[:12],
        token_sha256=hashlib.sha256(token.encode()).digest(),
        scopes=list(scopes),
        made_at=datetime.now(UTC),
    )
    return with_key(token)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("role", ROLES)
def test_each_call_lets_in_its_scope_of_a_person_who_may_and_nobody_else(
    book: Book, role: str, scope: str
) -> None:
    client = key_of(role, scope)
    worth = ROLES.index(role) >= ROLES.index(NEEDS[scope])
    asked = 0
    for name, method, address, asks in calls():
        may = asks in (None, "") or (asks == scope and worth)
        answer = ask(client, name, method, address)
        assert (answer.status_code == 403) == (not may), (name, answer.content)
        assert answer.status_code not in (401, 405, 429, 500), (name, answer.content)
        asked += 1
    assert asked > 35


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer x", "Basic eDp5", "Bearer a b"]
)
def test_without_a_valid_key_only_health_answers(book: Book, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    client = Client(headers=headers)
    for name, method, address, _ in calls():
        answer = ask(client, name, method, address)
        assert (answer.status_code == 401) == (name not in PUBLIC), name
        if answer.status_code == 401:
            assert answer["WWW-Authenticate"].startswith("Bearer")


def test_every_call_says_what_it_asks_for(book: Book) -> None:
    for name, _, _, asks in calls():
        if name in PUBLIC:
            assert asks is None
        elif name in OF_ANY_KEY:
            assert asks == ""
        else:
            assert asks in SCOPES, name


def test_every_address_of_the_api_is_one_of_these_calls(book: Book) -> None:
    from regulars.api.addresses import API

    told = {address for _, _, address, _ in calls()}
    others = {"", "openapi.json", "facts/<fact>"}
    for pattern in API.urls[0]:
        route = str(pattern.pattern)
        filled = re.sub(
            r"<(\w+:)?batch>", "999999", re.sub(r"<(\w+:)?(customer|care)_id>", "1", route)
        )
        assert route in others or f"/api/v1/{filled}" in told, route


def test_a_session_of_the_desk_opens_nothing_here(book: Book) -> None:
    client = Client()
    client.force_login(person("owner"))
    assert client.get("/").status_code == 200
    assert client.get("/api/v1/me").status_code == 401


def test_a_key_of_somebody_who_left_opens_nothing(book: Book) -> None:
    client = key_of("staff", "read")
    assert client.get("/api/v1/me").status_code == 200
    user = person("staff")
    user.is_active = False
    user.save()
    assert client.get("/api/v1/me").status_code == 401


def test_me_tells_what_the_key_is_worth_now(book: Book) -> None:
    told = key_of("staff", "read", "admin").get("/api/v1/me").json()
    assert (told["username"], told["role"], told["scopes"]) == ("staff", "staff", ["read"])
