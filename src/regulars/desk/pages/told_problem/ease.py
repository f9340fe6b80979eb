"""“How easy did we make it?”, for who had a problem: one tap, no log-in, in both languages."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from regulars import workspace
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.throttle import too_often
from regulars.ledger.suppression import CustomerErased
from regulars.workspace.ease import HIGHEST, LOWEST
from regulars.workspace.told_problems import LinkNotOurs

log = logging.getLogger(__name__)

FROM_ONE_PLACE, IN_ALL = 60, 6_000
"""An hour."""
GONE, TOO_MANY, BUSY = 410, 429, 503
SCORES = [str(score) for score in range(LOWEST, HIGHEST + 1)]


@login_not_required
@names_nobody
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ease(request: HttpRequest, token: str) -> HttpResponse:
    """The question, then what else may be said, then thanks: whatever is not answered yet."""
    book = workspace.current()
    try:
        key = book.ease_by_link(token)
    except LinkNotOurs:
        return render(request, "pages/told_problem/ended.html", status=GONE)
    if request.method != "POST":
        return _page(request, key)
    score, at_once = request.POST.get("score", ""), request.POST.get("at_once", "")
    if score not in SCORES and at_once not in ("yes", "no"):
        return _page(request, key, notice=gettext("Choose one of the answers."))
    if too_often(request, what="ease", from_one_place=FROM_ONE_PLACE, in_all=IN_ALL):
        notice = gettext("Too much was sent from here in the last hour. Try again in an hour.")
        return _page(request, key, notice=notice, status=TOO_MANY)
    try:
        if score in SCORES:
            book.answer_ease(key, score=int(score), at=timezone.now())
        else:
            book.answer_first_contact(key, at_once=at_once == "yes", at=timezone.now())
    except CustomerErased:
        return render(request, "pages/told_problem/ended.html", status=GONE)
    except OperationalError as error:
        log.error("An answer to how easy it was was not written: %s", error)
        notice = gettext("We could not write this down just now. Tap again in a moment.")
        return _page(request, key, notice=notice, status=BUSY)
    return redirect("ease", token)


def _page(
    request: HttpRequest, key: tuple[str, str], *, notice: str = "", status: int = 200
) -> HttpResponse:
    answered = workspace.current().ease_of(source=key[0], problem_key=key[1])
    context = {"ease": answered, "scores": [*map(int, SCORES)], "notice": notice}
    return render(request, "pages/told_problem/ease.html", context, status=status)
