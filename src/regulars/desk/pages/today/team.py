"""The team's day: everybody's list, what is done, and what nobody's hours reach."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.desk.pages.today.choices import arrivals_shown
from regulars.desk.pages.today.whose import refused
from regulars.people.roles import Role
from regulars.workspace.one_moment import at_one_moment


@require_safe
@at_one_moment
def team(request: HttpRequest) -> HttpResponse:
    """Everybody sees it; who may change takes lines over. Never writes."""
    book, language = workspace.current(), get_language()
    day = book.team_day(language=language)
    context = {
        "entry": "today",
        "view": "team",
        "team": day,
        "has_snapshot": book.has_snapshot,
        "refreshed_at": book.made_at(),
        "stale": book.stale_notice(language=language) if book.has_snapshot else None,
        "events": book.day_events(language=language, at_most=arrivals_shown(request)),
        "me": request.staff.username,
        "may_change": request.staff.role.may(Role.STAFF),
        "refused": refused(request),
    }
    return render(request, "pages/today/team.html", context)
