"""Who asks: a key in the `Authorization` header, for one scope, within its limit."""

from __future__ import annotations

import time

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from regulars import workspace
from regulars.api.problems import NotForThis, TooOften
from regulars.people.key_limit import A_SECOND, AT_ONCE, seconds_to_wait
from regulars.people.keys import Holder, holder_of
from regulars.people.scopes import Scope

LIMITS = "key-limits"


class Key(HttpBearer):
    """Lets in whose key has `scope`; with None any valid key. `request.auth` is its holder."""

    def __init__(self, scope: Scope | None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Holder | None:
        holder = holder_of(token, at=timezone.now())
        if holder is None:
            return None
        request.staff = holder.staff
        _count(holder)
        if self.scope is not None and self.scope not in holder.scopes:
            raise NotForThis(
                f"This call asks for a key with the scope {self.scope}; as things stand this one "
                f"has {', '.join(sorted(holder.scopes)) or 'none'}. Nothing was changed. Make "
                "another key, or ask the owner of the book for another role."
            )
        return holder


def _count(holder: Holder) -> None:
    place = workspace.current().folder / LIMITS
    wait = seconds_to_wait(place=place, key=holder.key, now=time.time())
    if wait > 0:
        raise TooOften(
            f"A key may make {A_SECOND:g} requests a second, and {AT_ONCE} at once. Nothing was "
            "changed. Wait for as long as Retry-After says.",
            seconds=wait,
        )
