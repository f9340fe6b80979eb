"""How often strangers may send something: a few an hour from one place, and not too many a day."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.http import HttpRequest

AN_HOUR, A_DAY = 3600, 24 * 3600
FROM_ONE_PLACE, IN_ALL = 30, 1_000
"""A counter's own network is one place: several people an hour come from it."""


def too_often(request: HttpRequest) -> bool:
    """Whether this is one too many; counts it."""
    now = int(time.time())
    place = request.META.get("REMOTE_ADDR", "")
    return any(
        [
            _count(f"told|{place}|{now // AN_HOUR}", AN_HOUR) > FROM_ONE_PLACE,
            _count(f"told|{now // A_DAY}", A_DAY) > IN_ALL,
        ]
    )


def _count(key: str, seconds: int) -> int:
    """The first free place of this span: only one of two who come at once gets it."""
    cache.add(key, 0, seconds)
    return int(cache.incr(key))
