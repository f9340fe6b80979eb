"""How often strangers may send something: some an hour from one place, and not too many in all."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.http import HttpRequest

AN_HOUR = 3600


def too_often(request: HttpRequest, *, what: str, from_one_place: int, in_all: int) -> bool:
    """Whether this is one too many this hour; else it is counted."""
    hour = int(time.time()) // AN_HOUR
    place = request.META.get("REMOTE_ADDR", "")
    return not (
        _takes_a_place(f"{what}|{hour}|{place}", from_one_place)
        and _takes_a_place(f"{what}|{hour}", in_all)
    )


def _takes_a_place(key: str, places: int) -> bool:
    """One of so many places; of two who come at once only one gets it: see decisions/013.

    Places are taken in their order, so the first that is free is found by halving.
    """
    taken, free = -1, places
    while free - taken > 1:
        middle = (taken + free) // 2
        if cache.get(f"{key}|{middle}") is None:
            free = middle
        else:
            taken = middle
    return any(cache.add(f"{key}|{number}", 1, AN_HOUR) for number in range(free, places))
