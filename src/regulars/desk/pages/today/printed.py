"""The day's list on paper: black on white, ten lines to a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.desk.frame.roles import needs
from regulars.desk.pages.today.arrangement import arranged
from regulars.people.roles import Role


@needs(Role.STAFF)
@require_safe
def print_today(request: HttpRequest) -> HttpResponse:
    """One's own list, as it waits. Never writes."""
    book, language = workspace.current(), get_language()
    plan = book.day_plan(staff=request.staff.username, language=language)
    if plan is None:
        return redirect("today")
    context = {
        **arranged(plan),
        "events": book.day_events(language=language),
        "refreshed_at": plan.refreshed_at,
    }
    return render(request, "pages/today/print.html", context)
