"""Whose line it is: handing one over, taking one up."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from regulars import workspace
from regulars.acts import NotAnAnswer, UnknownCare
from regulars.desk.frame.record import about
from regulars.desk.pages.today import answers
from regulars.workspace.answers import NobodyOfThatName

REFUSED = "refused"
"""In the session: what could not be done, said once on the next page."""


@require_POST
def hand_over(request: HttpRequest, care_id: str) -> HttpResponse:
    """A waiting line goes onto another person's list; one's own again, where one took it."""
    to = answers.read(answers.HandOver(request.POST))["to"]
    try:
        workspace.current().hand_over(care_id=care_id, to=to, at=timezone.now())
    except UnknownCare as unknown:
        raise Http404(str(unknown)) from unknown
    except NotAnAnswer:
        request.session[REFUSED] = gettext(
            "This line was answered already, so it cannot change hands. Nothing was changed."
        )
        return redirect("team")
    except NobodyOfThatName:
        request.session[REFUSED] = gettext(
            "This person has no list in this book. Nothing was changed."
        )
        return redirect("team")
    if to == request.staff.username:
        return redirect(f"{reverse('today')}#care-{quote(care_id)}")
    return redirect("team")


@require_POST
def take_up(request: HttpRequest) -> HttpResponse:
    """A line that no hours reach comes onto one's own list all the same."""
    said = answers.read(answers.TakeUp(request.POST))
    about(request, said["customer_id"])
    try:
        workspace.current().take_up(
            customer_id=said["customer_id"],
            play=said["play"],
            staff=request.staff.username,
            at=timezone.now(),
        )
    except UnknownCare:
        request.session[REFUSED] = gettext(
            "Somebody has taken this customer onto a list meanwhile. Nothing was changed."
        )
    return redirect("today")


def colleagues(request: HttpRequest) -> list[tuple[str, str]]:
    """Who else has a list: log-in name and what they are called."""
    book = workspace.current()
    lists = book.people()
    return [
        (one.username, one.called)
        for one in book.team()
        if one.username in lists and one.username != request.staff.username
    ]


def refused(request: HttpRequest) -> str | None:
    """What could not be done the last time, told once."""
    told: str | None = request.session.pop(REFUSED, None)
    return told
