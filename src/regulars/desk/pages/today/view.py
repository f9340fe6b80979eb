"""Today: the care list of the day, sized to the hours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.desk.pages.today.arrangement import arranged
from regulars.desk.pages.today.choices import HOURS, choices


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The list as planned; where there is none, what to do about it. Never writes."""
    book = workspace.current()
    language = get_language()
    plan = book.day_plan(staff=request.user.username, language=language)
    context = {
        "entry": "today",
        "hours_choices": HOURS,
        "has_snapshot": book.has_snapshot,
        "stale": book.stale_notice(language=language) if book.has_snapshot else None,
    }
    if plan is not None:
        context |= choices() | arranged(plan)
    return render(request, "pages/today/today.html", context)
