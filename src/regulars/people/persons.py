"""Who of the staff somebody is, as the desk and the API ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User

from regulars.errors import RegularsError
from regulars.people.models import Person
from regulars.people.roles import Role

OWNER = "owner"
"""Log-in name of the first person of every book."""


class UnknownPerson(RegularsError):
    """Nobody has this log-in name."""

    exit_code = 4


@dataclass(frozen=True)
class Staff:
    """Null: `hours` None is the book's usual number a day; `name` is "" where none was given.

    `language` is `en`, `bn`, or "" where the person has not chosen one.
    """

    username: str
    name: str
    role: Role
    hours: float | None
    language: str = ""

    @property
    def called(self) -> str:
        """What the others call them: the name, else the log-in name."""
        return self.name or self.username


def staff_of(user: User) -> Staff:
    """Who a user is; whoever has no entry sees, and changes nothing.

    The first owner of a book made before there were roles has no entry and stays its owner.
    """
    entry: Person | None = getattr(user, "person", None)
    if entry is None:
        role = Role.OWNER if user.username == OWNER else Role.READ_ONLY
        return Staff(user.username, user.get_full_name(), role, None)
    return Staff(user.username, user.get_full_name(), Role(entry.role), entry.hours, entry.language)


def user_named(username: str) -> User:
    """The user with this log-in name, however its letters are written. Raises: UnknownPerson."""
    user: User | None = User.objects.filter(username=username.strip().lower()).first()
    if user is None:
        raise UnknownPerson(
            f"Nobody here logs in as “{username}”. `regulars people` lists everybody."
        )
    return user


def team() -> tuple[Staff, ...]:
    """Everybody who may log in, owners first, then by what they are called."""
    users = User.objects.filter(is_active=True).select_related("person")
    return tuple(sorted(map(staff_of, users), key=in_order))


def in_order(one: Staff) -> tuple[int, str]:
    """Owners first, then by what people call them."""
    return -one.role.reach, one.called.casefold()
