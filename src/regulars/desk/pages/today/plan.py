"""Making or extending the day's plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from regulars import workspace
from regulars.desk.pages.today import answers


@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Plans the day for the hours that were chosen, and shows it."""
    hours = answers.read(answers.Plan(request.POST))["hours"]
    workspace.current().today(hours=hours, staff=request.staff.username, language=get_language())
    return redirect("today")
