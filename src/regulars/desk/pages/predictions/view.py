"""How good predictions were on this very business, in plain words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from regulars import workspace
from regulars.desk.pages.data.jobs import waiting_for
from regulars.desk.pages.predictions.told import Told, told
from regulars.desk.words.jobs import told_in_words
from regulars.jobs.kinds import Kind
from regulars.jobs.queue import FAILED, newest
from regulars.jobs.tasks import ask
from regulars.people.roles import Role


@require_http_methods(["GET", "HEAD", "POST"])
def predictions(request: HttpRequest) -> HttpResponse:
    """The page; a POST has the worker try the models anew."""
    if request.method == "POST":
        ask(kind=Kind.BACKTEST, by=request.user.username)
        return redirect("predictions")
    book = workspace.current()
    last = book.last_backtest()
    job = newest(kinds=[Kind.BACKTEST])
    context: dict[str, Any] = {
        "entry": "",
        "told": None if last is None else told(last.report),
        "currency": book.currency or "XXX",
        "used": _used(book.made, None if last is None else told(last.report)),
        "may_try": request.staff.role.may(Role.STAFF),
        "job": None,
    }
    if job is not None and not job.ended:
        context |= waiting_for(job)
    elif job is not None and job.state == FAILED:
        context["failed"] = told_in_words(job)
    return render(request, "pages/predictions/predictions.html", context)


def _used(made: Any, last: Told | None) -> bool:
    """Whether the current results were made with what this backtest chose."""
    if made is None or last is None:
        return False
    with_it = made.manifest.get("backtest") or {}
    return bool(with_it.get("as_of") == last.as_of.isoformat())
