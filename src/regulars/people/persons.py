"""Who of the staff somebody is, as the desk and the API ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User

from regulars.people.models import Person
from regulars.people.roles import Role

OWNER = "owner"
"""Log-in name of the first person of every book."""


@dataclass(frozen=True)
class Staff:
    """Null: `hours` None is the book's usual number a day; `name` is "" where none was given."""

    username: str
    name: str
    role: Role
    hours: float | None


def staff_of(user: User) -> Staff:
    """Who a logged-in user is; whoever has no entry sees, and changes nothing.

    The first owner of a book made before there were roles has no entry and stays its owner.
    """
    entry = Person.objects.filter(user=user).first()
    if entry is None:
        role, hours = (Role.OWNER if user.username == OWNER else Role.READ_ONLY), None
    else:
        role, hours = Role(entry.role), entry.hours
    return Staff(user.username, user.get_full_name(), role, hours)
