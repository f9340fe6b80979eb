"""Log-in without a password: a link is printed where the server runs, and works once.

A small business has no mail server and no habit of passwords; whoever can start the server owns
the book, so the terminal is the right place to hand out the first key.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from regulars.errors import RegularsError
from regulars.people.models import LoginLink
from regulars.people.persons import OWNER

LIFE = timedelta(hours=24)
TOKEN_BYTES = 32


class LinkNotValid(RegularsError):
    """The link was never made, has been used, or is too old."""


def make_login_link(*, at: datetime) -> str:
    """The token of a new link for the owner, good for one log-in within 24 hours."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    LoginLink.objects.create(
        token_sha256=_hash(token), user=_owner(), created_at=at, expires_at=at + LIFE
    )
    return token


def check(*, token: str, at: datetime) -> None:
    """Nothing, when the link would let somebody in; it stays unused.

    Raises: LinkNotValid when it is unknown, used or expired, or the person has left.
    """
    _valid_link(token=token, at=at)


def redeem(*, token: str, at: datetime) -> User:
    """The person whom the link lets in; of two who redeem it at once, one wins.

    Raises: LinkNotValid as `check` does.
    """
    with transaction.atomic():
        link = _valid_link(token=token, at=at)
        # The condition stands in the UPDATE too: what was read before it may be old by now.
        if not LoginLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
            raise _used()
        return link.user


def _valid_link(*, token: str, at: datetime) -> LoginLink:
    link = LoginLink.objects.select_related("user").filter(token_sha256=_hash(token)).first()
    if link is None:
        raise LinkNotValid(
            gettext(
                "This log-in link is not known here. "
                "Start “regulars serve” again: it prints a new one."
            )
        )
    if link.used_at is not None:
        raise _used()
    if link.expires_at <= at:
        raise LinkNotValid(
            gettext(
                "This log-in link is older than a day. "
                "Start “regulars serve” again: it prints a new one."
            )
        )
    if not link.user.is_active:
        raise LinkNotValid(
            gettext(
                "This person may no longer log in. Ask the owner of the book to let them in again."
            )
        )
    return link


def _used() -> LinkNotValid:
    return LinkNotValid(
        gettext(
            "This log-in link has been used; each works once. "
            "Start “regulars serve” again: it prints a new one."
        )
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def _owner() -> User:
    user, new = User.objects.get_or_create(username=OWNER)
    if new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
