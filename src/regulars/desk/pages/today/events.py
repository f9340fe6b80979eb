"""What somebody saw become of an arrival or of a review of nobody known."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from regulars import workspace
from regulars.acts import UnknownCare
from regulars.acts.follow_up import NotThatWord
from regulars.desk.frame.record import about
from regulars.desk.pages.today import answers
from regulars.desk.pages.today.choices import ALL_ARRIVALS, ARRIVALS_SHOWN


@require_POST
def say_of_arrival(request: HttpRequest, word_id: str) -> HttpResponse:
    """Arrived, did not come, or taken back."""
    _say(request, word_id, workspace.current().say_of_arrival)
    arrival = workspace.current().arrival(word_id=word_id, language=get_language())
    if arrival and arrival.customer_id:
        about(request, arrival.customer_id)
    if request.htmx and arrival:
        context = {"arrival": arrival, "may_change": True}
        return render(request, "pages/today/_arrival.html", context)
    return redirect(f"{reverse('today')}{_where(word_id)}")


@require_POST
def say_of_review(request: HttpRequest, word_id: str) -> HttpResponse:
    """Replied, needs no reply, or taken back."""
    _say(request, word_id, workspace.current().say_of_review)
    events = workspace.current().day_events(language=get_language())
    found = [one for one in (events.reviews if events else ()) if one.word_id == word_id]
    if request.htmx and found:
        return render(request, "pages/today/_review.html", {"review": found[0], "may_change": True})
    return redirect(f"{reverse('today')}#review-{word_id}")


def _where(word_id: str) -> str:
    """Where the arrival stands on the page, which has all of them only where it is asked to."""
    events = workspace.current().day_events(language=get_language(), at_most=ARRIVALS_SHOWN)
    shown = {one.word_id for one in events.arriving} if events else set()
    return f"{'' if word_id in shown else ALL_ARRIVALS}#arrival-{word_id}"


def _say(request: HttpRequest, word_id: str, say: Callable[..., None]) -> None:
    became = answers.read(answers.Became(request.POST))["became"]
    try:
        say(word_id=word_id, became=became, staff=request.staff.username, at=timezone.now())
    except UnknownCare as unknown:
        raise Http404(str(unknown)) from unknown
    except NotThatWord as wrong:
        raise BadRequest(str(wrong)) from wrong
