"""Where a person is logged in, and ending that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session

from regulars.errors import RegularsError

# The first that is found counts: each of these browsers also says that it is those after it.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


class UnknownSession(RegularsError):
    """This person is not, or no longer, logged in there."""

    exit_code = 4


@dataclass(frozen=True)
class LoggedIn:
    """`browser` and `system` are "" where the device did not say."""

    number: int
    since_at: datetime
    until_at: datetime
    browser: str
    system: str
    address: str
    here: bool
    """Whether this is the session that asks."""


def sessions_of(user: User, *, now: datetime, here: str | None) -> tuple[LoggedIn, ...]:
    """Where somebody is logged in, this device first, then the newest. Never writes."""
    known = {one.session_key: one for one in UserSession.objects.filter(user=user)}
    alive = Session.objects.filter(session_key__in=list(known), expire_date__gt=now)
    found = [
        LoggedIn(
            number=known[key].pk,
            since_at=known[key].created_at,
            until_at=until_at,
            browser=_first(BROWSERS, known[key].user_agent),
            system=_first(SYSTEMS, known[key].user_agent),
            address=known[key].ip,
            here=key == here,
        )
        for key, until_at in alive.values_list("session_key", "expire_date")
    ]
    return tuple(sorted(found, key=lambda one: (not one.here, -one.since_at.timestamp())))


def end_session(user: User, *, number: int) -> None:
    """Log somebody out on one device. Raises: UnknownSession."""
    session = UserSession.objects.filter(user=user, pk=number).first()
    if session is None:
        raise UnknownSession("You are not logged in there any more.")
    session.end()


def end_all_sessions(user: User, *, but: str | None = None) -> None:
    """Log somebody out everywhere; `but` is the key of the session that stays."""
    for session in UserSession.objects.filter(user=user).exclude(session_key=but):
        session.end()


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for mark, name in names.items() if re.search(mark, user_agent)), "")
