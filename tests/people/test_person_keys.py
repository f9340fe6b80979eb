"""Keys of persons: told once, kept as a hash, never worth more than their person."""

from __future__ import annotations

import string
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def person(book: Book) -> Any:
    """Makes one of the staff: `person("anwara", "staff")`."""

    def make(name: str, role: str) -> Any:
        from django.contrib.auth.models import User

        from regulars.people.models import Person

        user = User.objects.create_user(name)
        Person.objects.create(user=user, role=role)
        return user

    return make


def make(user: Any, *scopes: str, name: str = "till", **options: Any) -> tuple[Any, str]:
    from regulars.people.keys import make_key

    return make_key(user=user, name=name, scopes=scopes or ["read"], at=NOW, **options)


def holder(token: str, *, at: datetime = NOW) -> Any:
    from regulars.people.keys import holder_of

    return holder_of(token, at=at)


def test_a_token_has_256_bits_and_only_its_hash_is_kept(book: Book, person: Any) -> None:
    key, token = make(person("anwara", "staff"))
    assert token.startswith("regulars_") and token.startswith(key.start)
    secret = token.removeprefix("regulars_")
    assert len(secret) == 43 and set(secret) <= {*string.ascii_letters, *string.digits, "-", "_"}
    held = b"".join(path.read_bytes() for path in book.folder.glob("ledger.sqlite3*"))
    assert secret.encode() not in held
    assert key.start.encode() in held


def test_a_key_speaks_for_its_person_with_its_own_scopes(person: Any) -> None:
    _, token = make(person("anwara", "staff"), "write:facts", "read")
    found = holder(token)
    assert (found.username, found.scopes) == ("anwara", {"read", "write:facts"})
    assert found.sender == "anwara/till"


@pytest.mark.parametrize("token", ["", "regulars_", "regulars_" + 43 * "a", "\ud800", "a" * 10_000])
def test_what_is_no_token_lets_nobody_in(book: Book, token: str) -> None:
    assert holder(token) is None


def test_a_revoked_key_lets_nobody_in_from_then_on(person: Any) -> None:
    from regulars.people.keys import keys_of, revoke_key

    user = person("anwara", "staff")
    key, token = make(user)
    revoke_key(number=key.number, of=user, at=NOW)
    assert holder(token) is None
    revoke_key(number=key.number, of=user, at=NOW + timedelta(days=1))
    [told] = keys_of(user)
    assert told.revoked_at == NOW
    make(user)  # the name is free again


def test_a_key_ends_on_its_day(person: Any) -> None:
    _, token = make(person("anwara", "staff"), days=1)
    assert holder(token, at=NOW + timedelta(hours=23))
    assert holder(token, at=NOW + timedelta(days=1)) is None


def test_who_has_left_has_no_key_any_more(person: Any) -> None:
    user = person("anwara", "staff")
    _, token = make(user)
    user.is_active = False
    user.save()
    assert holder(token) is None


def test_a_key_loses_what_its_person_may_no_longer_do(person: Any) -> None:
    from regulars.people.models import Person

    user = person("anwara", "owner")
    _, token = make(user, "read", "write:acts", "admin")
    assert holder(token).scopes == {"read", "write:acts", "admin"}
    for role, left in (("staff", {"read", "write:acts"}), ("read_only", {"read"})):
        Person.objects.filter(user=user).update(role=role)
        assert holder(token).scopes == left


@pytest.mark.parametrize(
    ("role", "scope", "may"),
    [
        ("read_only", "read", True),
        ("read_only", "write:facts", False),
        ("read_only", "write:acts", False),
        ("read_only", "admin", False),
        ("staff", "write:facts", True),
        ("staff", "write:acts", True),
        ("staff", "admin", False),
        ("owner", "admin", True),
    ],
)
def test_nobody_gives_a_key_more_than_they_may(
    person: Any, role: str, scope: str, may: bool
) -> None:
    from regulars.people.keys import KeyNotMade

    user = person("anwara", role)
    if may:
        make(user, scope)
        return
    with pytest.raises(KeyNotMade, match="beyond their role"):
        make(user, scope)


@pytest.mark.parametrize(
    ("name", "scopes", "days"),
    [
        ("", ["read"], None),
        ("x" * 61, ["read"], None),
        ("a\0b", ["read"], None),
        ("till", [], None),
        ("till", ["everything"], None),
        ("till", ["read"], 0),
        ("till", ["read"], 3651),
    ],
)
def test_a_key_that_says_too_little_is_not_made(
    person: Any, name: str, scopes: list[str], days: int | None
) -> None:
    from regulars.people.keys import KeyNotMade, keys_of, make_key

    user = person("anwara", "staff")
    with pytest.raises(KeyNotMade):
        make_key(user=user, name=name, scopes=scopes, at=NOW, days=days)
    assert keys_of(user) == []


def test_two_valid_keys_of_a_person_have_two_names(person: Any) -> None:
    from regulars.people.keys import KeyNotMade

    user = person("anwara", "staff")
    make(user)
    with pytest.raises(KeyNotMade, match="called till already"):
        make(user)
    make(person("karim", "staff"))


def test_nobody_revokes_the_key_of_another(person: Any) -> None:
    from regulars.people.keys import UnknownKey, revoke_key

    key, token = make(person("anwara", "staff"))
    with pytest.raises(UnknownKey):
        revoke_key(number=key.number, of=person("karim", "staff"), at=NOW)
    assert holder(token)
    revoke_key(number=key.number, of=None, at=NOW)  # the owner may
    assert holder(token) is None


def test_that_a_key_was_used_is_noted_once_an_hour(person: Any) -> None:
    from regulars.people.keys import keys_of

    user = person("anwara", "staff")
    _, token = make(user)
    assert keys_of(user)[0].last_used_at is None
    for minutes, noted in ((0, 0), (59, 0), (60, 60), (61, 60)):
        holder(token, at=NOW + timedelta(minutes=minutes))
        assert keys_of(user)[0].last_used_at == NOW + timedelta(minutes=noted)
