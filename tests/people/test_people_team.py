"""Who the team of a book is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book


@pytest.fixture
def join(book: Book):
    def joined(username: str, **entry: object) -> None:
        from django.contrib.auth.models import User

        from regulars.people.models import Person

        name = entry.pop("name", "")
        active = entry.pop("active", True)
        user = User.objects.create_user(username, first_name=name, is_active=active)
        if entry:
            Person.objects.create(user=user, **entry)

    return joined


def test_a_new_book_has_nobody_until_the_owner_comes(book: Book) -> None:
    assert book.team() == ()


def test_the_team_is_whoever_may_log_in_owners_first(book: Book, join) -> None:
    join("rafi", role="staff", name="Rafi", hours=2.5, language="bn")
    join("mitali", role="staff", name="Mitali")
    join("kamal", role="read_only")
    join("owner", role="owner", name="Zahra")
    join("gone", role="staff", active=False)
    assert [one.called for one in book.team()] == ["Zahra", "Mitali", "Rafi", "kamal"]
    rafi = book.team()[2]
    assert (rafi.username, rafi.role, rafi.hours, rafi.language) == ("rafi", "staff", 2.5, "bn")


def test_a_user_without_an_entry_only_reads_and_the_first_owner_owns(book: Book, join) -> None:
    join("owner")
    join("somebody")
    assert [(one.username, one.role) for one in book.team()] == [
        ("owner", "owner"),
        ("somebody", "read_only"),
    ]
