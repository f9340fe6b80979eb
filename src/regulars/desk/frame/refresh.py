"""The refresh button of every page: asks the worker, and tells how far it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from regulars import workspace
from regulars.desk.words.jobs import told_in_words
from regulars.jobs.kinds import Kind
from regulars.jobs.queue import FAILED, before, newest, worker_runs
from regulars.jobs.tasks import ask
from regulars.people.roles import Role

POLL_SECONDS, IDLE_SECONDS = 1, 60


@require_POST
def refresh(request: HttpRequest) -> HttpResponse:
    """Asks for a refresh, or joins the one that waits or runs."""
    ask(kind=Kind.REFRESH, by=request.user.username)
    if request.htmx:
        return _fragment(request, request.POST.get("shown", ""))
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if safe else "today")


@require_safe
def refresh_state(request: HttpRequest) -> HttpResponse:
    """How far it is; asked for by the page every second while it runs, else every minute."""
    return _fragment(request, request.GET.get("shown", ""))


def state_of_refresh(request: HttpRequest, *, shown: str | None = None) -> dict[str, Any]:
    """What the button shows.

    Shape: `shown` is the name of the results that the page shows; None: the current ones, for a
           page that is being made.
    """
    book = workspace.current()
    now = book.results_now()
    job = newest(kinds=[Kind.REFRESH])
    going = job is not None and not job.ended
    since = now.made_at if now else None
    failed = bool(
        job
        and job.state == FAILED
        and (since is None or job.ended_at is None or job.ended_at > since)
    )
    name = now.name if now else ""
    staff = getattr(request, "staff", None)
    return {
        "job": told_in_words(job) if job and (going or failed) else None,
        "going": going,
        "failed": failed,
        "before": [told_in_words(one) for one in before(job)] if job and going else [],
        "worker": worker_runs(book.folder) if going else True,
        "shown": name if shown is None else shown,
        "newer": shown is not None and shown != name,
        "may": staff is not None and staff.role.may(Role.STAFF),
        "poll_seconds": POLL_SECONDS if going else IDLE_SECONDS,
    }


def _fragment(request: HttpRequest, shown: str) -> HttpResponse:
    context = {"refresh": state_of_refresh(request, shown=shown)}
    return render(request, "frame/_refresh.html", context)
