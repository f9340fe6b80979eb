"""Keys for programs: each belongs to a person, and may never do more than that person may now."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils.translation import gettext

from regulars.errors import RegularsError
from regulars.people.models import ApiKey
from regulars.people.persons import OWNER, Staff, staff_of
from regulars.people.scopes import Scope, allowed

PREFIX = "regulars_"
TOKEN_BYTES = 32
SHOWN_LETTERS = 6
"""Of the token, so that a key is told from another; 36 of its 256 bits."""
LONGEST_NAME = 60
MOST_KEYS = 50
"""Of one person, those that are revoked not counted."""
NOTED_EACH = timedelta(hours=1)
"""That a key was used is noted no more often than this: reading stays reading."""


class KeyNotMade(RegularsError):
    """A key cannot be made so."""

    exit_code = 2


class UnknownKey(RegularsError):
    """There is no such key, or it is somebody else's."""

    exit_code = 4


class NobodyByThisName(RegularsError):
    """None of the staff has this log-in name."""

    exit_code = 4


@dataclass(frozen=True)
class Key:
    """What is known of a key; never the token.

    Units: `last_used_at` to the hour. Null: `expires_at` never; `revoked_at` while it is valid.
    """

    number: int
    name: str
    start: str
    username: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class Holder:
    """Who a valid key speaks for, and what it may be used for as things stand."""

    key: int
    name: str
    staff: Staff
    scopes: frozenset[Scope]

    @property
    def username(self) -> str:
        return self.staff.username

    @property
    def sender(self) -> str:
        """How what it sends is marked: the person and the key's name."""
        return f"{self.username}/{self.name}"


def person_named(username: str) -> User:
    """Who logs in by this name; the owner is there before their first log-in.

    Raises: NobodyByThisName.
    """
    user = User.objects.filter(username=username).first()
    if user is None and username == OWNER:
        user = User(username=OWNER)
        user.set_unusable_password()
        user.save()
    if user is None:
        raise NobodyByThisName(f"Nobody of the staff logs in as {username}. Check the name.")
    return user


def make_key(
    *,
    user: User,
    name: str,
    scopes: Iterable[str],
    at: datetime,
    days: int | None = None,
) -> tuple[Key, str]:
    """A new key of this person, and its token, which is told only now.

    Null: `days` None: it is valid until it is revoked.
    Raises: KeyNotMade.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        said = gettext("Give the key a name of 1 to %(most)s letters, e.g. till.")
        raise KeyNotMade(said % {"most": LONGEST_NAME})
    chosen = _chosen(scopes, user)
    if days is not None and not 1 <= days <= 3650:
        raise KeyNotMade(gettext("A key is valid for 1 to 3650 days, or until it is revoked."))
    held = ApiKey.objects.filter(user=user, revoked_at=None)
    if held.filter(name=name).exists():
        said = gettext("There is a key called %(name)s already. Revoke it, or choose another name.")
        raise KeyNotMade(said % {"name": name})
    if held.count() >= MOST_KEYS:
        said = gettext("%(person)s has %(most)s keys already. Revoke one first.")
        raise KeyNotMade(said % {"person": user.username, "most": MOST_KEYS})
    token = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    row = ApiKey.objects.create(
        user=user,
        name=name,
        start=token[: len(PREFIX) + SHOWN_LETTERS],
        token_sha256=_hash(token),
        scopes=[scope.value for scope in chosen],
        made_at=at,
        expires_at=None if days is None else at + timedelta(days=days),
    )
    return _told(row), token


def holder_of(token: str, *, at: datetime) -> Holder | None:
    """Whom a token lets in; None when it is unknown, revoked or too old, or the person has left."""
    row = ApiKey.objects.select_related("user").filter(token_sha256=_hash(token)).first()
    if row is None or row.revoked_at is not None or not row.user.is_active:
        return None
    if row.expires_at is not None and row.expires_at <= at:
        return None
    if row.last_used_at is None or at - row.last_used_at >= NOTED_EACH:
        ApiKey.objects.filter(pk=row.pk).update(last_used_at=at)
    staff = staff_of(row.user)
    may = frozenset(allowed(staff.role))
    return Holder(
        key=row.pk, name=row.name, staff=staff, scopes=may & {Scope(one) for one in row.scopes}
    )


def keys_of(user: User | None) -> list[Key]:
    """A person's keys, or everybody's; valid ones first, newest first."""
    rows = ApiKey.objects.select_related("user")
    rows = rows if user is None else rows.filter(user=user)
    told = [_told(row) for row in rows.order_by("-made_at", "-pk")]
    return sorted(told, key=lambda key: key.revoked_at is not None)


def revoke_key(*, number: int, of: User | None, at: datetime) -> None:
    """End a key at once, for good. `of`: only one of this person's; None: anybody's.

    Raises: UnknownKey.
    """
    rows = ApiKey.objects.filter(pk=number)
    rows = rows if of is None else rows.filter(user=of)
    if not rows.exists():
        raise UnknownKey(f"There is no key {number}. `regulars key list` lists those there are.")
    rows.filter(revoked_at=None).update(revoked_at=at)


def _chosen(scopes: Iterable[str], user: User) -> tuple[Scope, ...]:
    known = {scope.value for scope in Scope}
    wanted = set(scopes)
    if not wanted or wanted - known:
        said = gettext("Say what the key is for: one or more of %(scopes)s.")
        raise KeyNotMade(said % {"scopes": ", ".join(Scope)})
    may = allowed(staff_of(user).role)
    if beyond := sorted(wanted - set(may)):
        said = gettext(
            "%(person)s may not give a key %(beyond)s: it goes beyond their role. They may give "
            "%(may)s."
        )
        raise KeyNotMade(
            said % {"person": user.username, "beyond": ", ".join(beyond), "may": ", ".join(may)}
        )
    return tuple(scope for scope in Scope if scope in wanted)


def _told(row: ApiKey) -> Key:
    return Key(
        number=row.pk,
        name=row.name,
        start=row.start,
        username=row.user.username,
        scopes=tuple(Scope(one) for one in row.scopes),
        made_at=row.made_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "backslashreplace")).digest()
