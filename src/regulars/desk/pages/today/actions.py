"""What people do with a line: done, snooze, not right, and putting it back.

Each answers twice: with the line itself where a fragment was asked for, and otherwise by going back
to the line on the whole page, so that everything works without JavaScript.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from regulars import workspace
from regulars.acts import UnknownCare
from regulars.desk.pages.today import answers
from regulars.desk.pages.today.arrangement import progress
from regulars.desk.pages.today.choices import choices
from regulars.desk.pages.today.whose import colleagues


@require_POST
def done(request: HttpRequest, care_id: str) -> HttpResponse:
    """It was done, and how it was received."""
    said = answers.read(answers.Done(request.POST))
    return _answered(
        request,
        care_id,
        lambda: workspace.current().done(
            care_id=care_id,
            received=said["received"],
            channel=said["channel"],
            note=said["note"],
            at=timezone.now(),
        ),
    )


@require_POST
def snooze(request: HttpRequest, care_id: str) -> HttpResponse:
    """Not today."""
    said = answers.read(answers.Snooze(request.POST))
    return _answered(
        request,
        care_id,
        lambda: workspace.current().snooze(care_id=care_id, days=said["days"], at=timezone.now()),
    )


@require_POST
def not_right(request: HttpRequest, care_id: str) -> HttpResponse:
    """The proposal itself was wrong, and why."""
    said = answers.read(answers.NotRight(request.POST))
    return _answered(
        request,
        care_id,
        lambda: workspace.current().not_right(
            care_id=care_id, reason=said["reason"], note=said["note"], at=timezone.now()
        ),
    )


@require_POST
def put_back(request: HttpRequest, care_id: str) -> HttpResponse:
    """Undo: the line waits again."""
    return _answered(
        request,
        care_id,
        lambda: workspace.current().put_back(care_id=care_id, at=timezone.now()),
    )


def _answered(request: HttpRequest, care_id: str, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except UnknownCare as unknown:
        raise Http404(str(unknown)) from unknown
    if request.htmx:
        return _line(request, care_id)
    return redirect(f"{reverse('today')}#care-{quote(care_id)}")


def _line(request: HttpRequest, care_id: str) -> HttpResponse:
    """The changed line, with the progress of the day beside it."""
    line = workspace.current().line(
        care_id=care_id, staff=request.staff.username, language=get_language()
    )
    if line is None:
        return HttpResponseClientRefresh()
    item, day = line
    context = {
        **choices(),
        **progress(day),
        "item": item,
        "fragment": True,
        "refreshed_at": workspace.current().made_at(),
        "colleagues": colleagues(request),
    }
    return render(request, "pages/today/_changed.html", context)
