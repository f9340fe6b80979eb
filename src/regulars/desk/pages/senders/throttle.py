"""How often strangers may say who told them."""

from __future__ import annotations

from django.http import HttpRequest

from regulars.desk.frame import throttle

FROM_ONE_PLACE, IN_ALL = 30, 200
"""An hour. A counter's own network is one place: several people come from it."""


def too_often(request: HttpRequest) -> bool:
    """Whether this is one too many; else it is counted."""
    return throttle.too_often(request, what="told", from_one_place=FROM_ONE_PLACE, in_all=IN_ALL)
