"""A backup from the page: made by the worker, taken away by the owner."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from regulars import workspace
from regulars.book.outgoing import DownloadGone
from regulars.desk.frame.roles import needs
from regulars.desk.pages.data.jobs import waiting_for
from regulars.desk.words.jobs import told_in_words
from regulars.jobs.kinds import Kind
from regulars.jobs.queue import UnknownJob, newest
from regulars.jobs.queue import job as the_job
from regulars.jobs.tasks import ask
from regulars.people.roles import Role

TO_TAKE_AWAY = (Kind.BACKUP, Kind.EXPORT)


@needs(Role.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def backup(request: HttpRequest) -> HttpResponse:
    """When the last one was made; makes one."""
    book = workspace.current()
    if request.method == "POST":
        ask(kind=Kind.BACKUP, by=request.user.username)
        return redirect("data_backup")
    job = newest(kinds=[Kind.BACKUP])
    context: dict[str, Any] = {
        "entry": "data",
        "tab": "backup",
        "last_at": book.last_backup_at,
        "job": None,
    }
    if job is not None and not job.ended:
        context |= waiting_for(job)
    elif job is not None:
        context["made"] = told_in_words(job)
        context["there"] = _is_there(job.came)
    return render(request, "pages/data/backup.html", context)


@needs(Role.OWNER)
@require_safe
def download(request: HttpRequest, job: str) -> HttpResponse | FileResponse:
    """A file that the worker made to be taken away."""
    try:
        told = the_job(job)
        if told.kind not in TO_TAKE_AWAY or not told.came or "file" not in told.came:
            raise Http404("nothing to take away")
        path = workspace.current().to_hand_out(told.came["file"])
    except UnknownJob as unknown:
        raise Http404(str(unknown)) from unknown
    except DownloadGone as gone:
        context = {"entry": "data", "tab": "backup"}
        return render(request, "pages/data/download_gone.html", context | {"why": gone}, status=410)
    return FileResponse(path.open("rb"), as_attachment=True, filename=told.came["name"])


def _is_there(came: dict[str, object] | None) -> bool:
    try:
        workspace.current().to_hand_out(str((came or {}).get("file", "")))
    except DownloadGone:
        return False
    return True
