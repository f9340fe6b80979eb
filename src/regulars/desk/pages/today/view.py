"""Today: the care list of the day, sized to the hours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.desk.pages.today.arrangement import arranged
from regulars.desk.pages.today.choices import HOURS, arrivals_shown, choices
from regulars.desk.pages.today.team import team
from regulars.desk.pages.today.told import told_of_theirs
from regulars.desk.pages.today.whose import colleagues, refused
from regulars.people.roles import Role
from regulars.workspace.one_moment import at_one_moment


@require_safe
@at_one_moment
def today(request: HttpRequest) -> HttpResponse:
    """One's own list as planned; where there is none, what to do about it. Never writes.

    Who only reads has no list, and sees the team's.
    """
    if not request.staff.role.may(Role.STAFF):
        return team(request)
    book = workspace.current()
    language = get_language()
    plan = book.day_plan(staff=request.staff.username, language=language)
    context = {
        "entry": "today",
        "view": "mine",
        "hours_choices": HOURS,
        "has_snapshot": book.has_snapshot,
        "refreshed_at": book.made_at(),
        "stale": book.stale_notice(language=language) if book.has_snapshot else None,
        "events": book.day_events(language=language, at_most=arrivals_shown(request)),
        "told": told_of_theirs(request),
        "colleagues": colleagues(request),
        "me": request.staff.username,
        "may_change": True,
        "refused": refused(request),
    }
    if plan is not None:
        context |= choices() | arranged(plan)
    return render(request, "pages/today/today.html", context)
