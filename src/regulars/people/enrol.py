"""Who belongs to the team: coming, changing, going. Some owner always stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from regulars.errors import RegularsError
from regulars.people.login_link import void_links
from regulars.people.models import Person
from regulars.people.persons import Staff, in_order, staff_of, team, user_named
from regulars.people.roles import Role
from regulars.people.sessions import end_all_sessions

LOGIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,29}")
LONGEST_NAME = 150


class LoginNameWrong(RegularsError):
    """Nobody can log in by this name."""

    exit_code = 3


class LoginNameTaken(RegularsError):
    """Somebody else logs in by this name."""

    exit_code = 3


class LastOwner(RegularsError):
    """Without this person nobody could change the book any more."""

    exit_code = 3


@dataclass(frozen=True)
class Colleague:
    """Somebody of the staff, also one who left.

    Null: `last_came_at` None who never logged in.
    """

    staff: Staff
    active: bool
    has_password: bool
    has_second_factor: bool
    last_came_at: datetime | None


def everybody() -> tuple[Colleague, ...]:
    """All who ever belonged to the team: those who may log in first."""
    with_factor = set(Authenticator.objects.filter(type="totp").values_list("user_id", flat=True))
    found = [
        Colleague(
            staff=staff_of(user),
            active=user.is_active,
            has_password=user.has_usable_password(),
            has_second_factor=user.pk in with_factor,
            last_came_at=user.last_login,
        )
        for user in User.objects.select_related("person")
    ]
    return tuple(sorted(found, key=lambda one: (not one.active, *in_order(one.staff))))


def add_person(
    *, username: str, name: str, role: Role, hours: float | None = None, language: str = ""
) -> Staff:
    """Somebody new, who gets in by a link. Raises: LoginNameWrong, LoginNameTaken."""
    login = username.strip().lower()
    if not LOGIN_NAME.fullmatch(login):
        raise LoginNameWrong(
            gettext(
                "“%(said)s” is no log-in name. Write up to 30 of a–z, 0–9, dot, dash and "
                "underscore, beginning with a letter or digit, e.g. mitali."
            )
            % {"said": username}
        )
    with transaction.atomic():
        user, new = User.objects.get_or_create(
            username=login, defaults={"first_name": name.strip()[:LONGEST_NAME]}
        )
        if not new:
            raise LoginNameTaken(
                gettext(
                    "Somebody logs in as “%(said)s” already. Choose another name; whoever comes "
                    "back keeps theirs."
                )
                % {"said": login}
            )
        user.set_unusable_password()
        user.save(update_fields=["password"])
        Person.objects.create(user=user, role=role, hours=hours, language=language)
    return staff_of(user)


def change_person(
    *, username: str, name: str, role: Role, hours: float | None, language: str = ""
) -> Staff:
    """What the owner says of somebody. Raises: UnknownPerson, LastOwner."""
    with _some_owner_left():
        user = user_named(username)
        user.first_name, user.last_name = name.strip()[:LONGEST_NAME], ""
        user.save(update_fields=["first_name", "last_name"])
        said = {"role": role, "hours": hours, "language": language}
        user.person, _ = Person.objects.update_or_create(user=user, defaults=said)
    return staff_of(user)


def change_self(*, username: str, name: str | None = None, language: str | None = None) -> Staff:
    """What people say of themselves; None leaves it as it is. Raises: UnknownPerson."""
    with transaction.atomic():
        user = user_named(username)
        if name is not None:
            user.first_name, user.last_name = name.strip()[:LONGEST_NAME], ""
            user.save(update_fields=["first_name", "last_name"])
        if language is not None:
            defaults = {"role": staff_of(user).role}
            user.person, _ = Person.objects.get_or_create(user=user, defaults=defaults)
            user.person.language = language
            user.person.save(update_fields=["language"])
    return staff_of(user)


def let_go(*, username: str) -> None:
    """This person may not log in any more, and is logged out everywhere. What they did stays.

    Raises: UnknownPerson, LastOwner.
    """
    with _some_owner_left():
        user = user_named(username)
        user.is_active = False
        user.save(update_fields=["is_active"])
        void_links(user)
        end_all_sessions(user)


def let_back(*, username: str) -> None:
    """This person may log in again, with a new link. Raises: UnknownPerson."""
    user = user_named(username)
    user.is_active = True
    user.save(update_fields=["is_active"])


def forget_second_factor(*, username: str) -> None:
    """Who lost phone and codes logs in without, and makes a new one. Raises: UnknownPerson."""
    Authenticator.objects.filter(user=user_named(username)).delete()


@contextmanager
def _some_owner_left() -> Iterator[None]:
    """Raises: LastOwner, and nothing was changed, when there is none afterwards."""
    with transaction.atomic():
        # Of two owners who let each other go at once, the second waits and sees the first's doing.
        list(User.objects.select_for_update().values_list("pk"))
        yield
        if not any(one.role is Role.OWNER for one in team()):
            raise LastOwner(
                gettext(
                    "This is the only owner of the book who can log in. Nothing was changed. "
                    "Make somebody else an owner first."
                )
            )
