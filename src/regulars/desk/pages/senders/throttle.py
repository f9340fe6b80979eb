"""How often strangers may send something: some an hour from one place, and not too many in all."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.http import HttpRequest

AN_HOUR = 3600
FROM_ONE_PLACE, IN_ALL = 30, 200
"""An hour. A counter's own network is one place: several people come from it."""


def too_often(request: HttpRequest) -> bool:
    """Whether this is one too many; else it is counted."""
    hour = int(time.time()) // AN_HOUR
    place = request.META.get("REMOTE_ADDR", "")
    return not (
        _takes_a_place(f"told|{hour}|{place}", FROM_ONE_PLACE)
        and _takes_a_place(f"told|{hour}", IN_ALL)
    )


def _takes_a_place(key: str, places: int) -> bool:
    """One of so many places; of two who come at once only one gets it: see decisions/013."""
    return any(cache.add(f"{key}|{number}", 1, AN_HOUR) for number in range(places))
