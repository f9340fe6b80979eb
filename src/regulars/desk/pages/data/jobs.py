"""How far a piece of long work is, for the page that waits for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from regulars import workspace
from regulars.desk.words.jobs import told_in_words
from regulars.jobs.queue import JobTold, UnknownJob, before, worker_runs
from regulars.jobs.queue import job as the_job


@require_safe
def job_state(request: HttpRequest, job: str) -> HttpResponse:
    """The fragment that asks for itself every second; at the end the whole page is made anew."""
    try:
        told = the_job(job)
    except UnknownJob as unknown:
        raise Http404(str(unknown)) from unknown
    if not request.htmx:
        return redirect("data")
    if told.ended:
        return HttpResponseClientRefresh()
    return render(request, "pages/data/_job.html", waiting_for(told))


def waiting_for(job: JobTold) -> dict[str, Any]:
    """What `_job.html` shows of a job that has not ended."""
    return {
        "job": told_in_words(job),
        "before": [told_in_words(one) for one in before(job)],
        "worker": worker_runs(workspace.current().folder),
    }
