"""Log-in without a password: a link that works once.

A small business has no mail server and no habit of passwords; whoever can start the server owns
the book, so the terminal is the right place to hand out the first key. The owner hands the others
theirs.
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
from regulars.people.persons import OWNER, team, user_named
from regulars.people.roles import Role

LIFE = timedelta(hours=24)
TOKEN_BYTES = 32


class LinkNotValid(RegularsError):
    """The link was never made, has been used, or is too old."""


def make_login_link(*, at: datetime, username: str | None = None) -> str:
    """The token of a new link, good for one log-in within 24 hours; those before are void.

    Null: `username` None is for an owner, who is made when there is none.
    Raises: UnknownPerson, LinkNotValid for somebody who may not log in.
    """
    user = _an_owner() if username is None else user_named(username)
    if not user.is_active:
        raise _gone()
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        void_links(user)
        LoginLink.objects.create(
            token_sha256=_hash(token), user=user, created_at=at, expires_at=at + LIFE
        )
    return token


def void_links(user: User) -> None:
    """No link that was made for this person and not used opens anything any more."""
    LoginLink.objects.filter(user=user, used_at=None).delete()


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
                "This log-in link is not known here, or a newer one was made. "
                "Ask the owner of the book for a new one. "
                "The owner gets one by starting “regulars serve” again."
            )
        )
    if link.used_at is not None:
        raise _used()
    if link.expires_at <= at:
        raise LinkNotValid(
            gettext(
                "This log-in link is older than a day. "
                "Ask the owner of the book for a new one. "
                "The owner gets one by starting “regulars serve” again."
            )
        )
    if not link.user.is_active:
        raise _gone()
    return link


def _gone() -> LinkNotValid:
    return LinkNotValid(
        gettext("This person may no longer log in. Ask the owner of the book to let them in again.")
    )


def _used() -> LinkNotValid:
    return LinkNotValid(
        gettext(
            "This log-in link has been used; each works once. "
            "Ask the owner of the book for a new one. "
            "The owner gets one by starting “regulars serve” again."
        )
    )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def _an_owner() -> User:
    """The first of the owners who may log in, the one of every new book before all others."""
    owners = {one.username for one in team() if one.role is Role.OWNER}
    if OWNER in owners or not owners:
        user, new = User.objects.get_or_create(username=OWNER)
        if new:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return user
    return user_named(min(owners))
