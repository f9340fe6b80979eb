"""An upload's page: whatever its next step is."""

from __future__ import annotations

import contextlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from regulars import workspace
from regulars.desk.frame.roles import needs
from regulars.desk.pages.data.configure import configure_page
from regulars.desk.pages.data.flow import asked, gone
from regulars.desk.pages.data.jobs import waiting_for
from regulars.desk.pages.data.preview import preview_page
from regulars.desk.words.refusals import Refusal, refusal
from regulars.intake.uploads import Upload, UploadGone
from regulars.jobs.kinds import Kind
from regulars.jobs.queue import FAILED, JobTold, newest
from regulars.people.roles import Role

STEPS = (Kind.LOOK, Kind.PREVIEW, Kind.IMPORT)


@needs(Role.STAFF)
@require_safe
def step(request: HttpRequest, upload: str) -> HttpResponse:
    """Waiting, configuring, the preview, or what came of the import."""
    book = workspace.current()
    if (batch := book.batch_of_upload(upload)) is not None:
        return redirect("data_one_import", batch)
    try:
        there = book.upload(upload)
    except UploadGone:
        return gone(request)
    if there.emptied_at is not None:
        return gone(request, emptied=True)
    job = newest(kinds=STEPS, about=upload)
    if job is not None and not job.ended:
        context = {"entry": "data", "tab": "imports", "upload": there, "step": _place(job)}
        return render(request, "pages/data/working.html", context | waiting_for(job))
    trouble = refusal(job.came) if job is not None and job.state == FAILED else None
    if book.looked(there) is None:
        return _not_looked_at(request, there, trouble)
    if book.preview(there) is not None:
        return preview_page(request, there, trouble=trouble)
    return configure_page(request, there, trouble=trouble)


@needs(Role.STAFF)
@require_POST
def look(request: HttpRequest, upload: str) -> HttpResponse:
    """Has the files looked at, e.g. again after that was broken off."""
    return asked(request, upload, Kind.LOOK)


@needs(Role.STAFF)
@require_POST
def drop(request: HttpRequest, upload: str) -> HttpResponse:
    """Lets the files go; nothing was imported."""
    with contextlib.suppress(UploadGone):  # that was wanted
        workspace.current().drop_upload(upload)
    return redirect("data")


def _not_looked_at(request: HttpRequest, upload: Upload, trouble: Refusal | None) -> HttpResponse:
    context = {"entry": "data", "tab": "imports", "upload": upload, "trouble": trouble}
    return render(request, "pages/data/not_looked_at.html", context)


def _place(job: JobTold) -> int:
    """Which of the wizard's steps is worked on."""
    return {Kind.LOOK: 2, Kind.PREVIEW: 3, Kind.IMPORT: 4}[Kind(job.kind)]
