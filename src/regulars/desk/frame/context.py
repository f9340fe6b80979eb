"""What the frame around every page shows."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from regulars import workspace
from regulars.desk.frame.rail import ENTRIES
from regulars.desk.frame.refresh import state_of_refresh
from regulars.people.persons import OWNER
from regulars.people.roles import Role


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: the book's name, the person, and the languages one could switch to."""
    return {
        "book_name": workspace.current().name,
        "person": _name(request),
        "second_factor_missing": getattr(request, "second_factor_missing", False),
        "rail": _rail(request),
        "may_write": _may_write(request),
        "results": _results(),
        "other_languages": [
            (code, name) for code, name in settings.LANGUAGES if code != get_language()
        ],
        "page_path": request.get_full_path() if request.method == "GET" else "/",
        "told_of_theirs": cache(lambda: _told_of_theirs(request)),
        "refresh": SimpleLazyObject(lambda: state_of_refresh(request)),
    }


def _rail(request: HttpRequest) -> list[dict[str, str]]:
    staff = getattr(request, "staff", None)
    return [
        {"name": one.name, "address": one.address, "label": one.label()}
        for one in ENTRIES
        if staff is not None and staff.role.may(one.needs)
    ]


def _told_of_theirs(request: HttpRequest) -> int:
    """How many problems were told since the results by customers whom the person looks after."""
    if not _may_write(request):
        return 0
    return len(workspace.current().told_of_theirs(staff=request.staff.username))


def _may_write(request: HttpRequest) -> bool:
    staff = getattr(request, "staff", None)
    return staff is not None and bool(staff.role.may(Role.STAFF))


def _results() -> dict[str, object] | None:
    """When the figures were made, and how long that took; None before the first refresh."""
    snapshot = workspace.current().made
    if snapshot is None:
        return None
    return {
        "as_of": snapshot.as_of,
        "made_at": snapshot.made_at,
        "seconds": snapshot.run["seconds"],
        "same_day": localtime(snapshot.made_at).date() == snapshot.as_of,
    }


def _name(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return ""
    if request.user.username == OWNER and not request.user.get_full_name():
        return gettext("Owner")
    return request.user.get_full_name() or request.user.username
