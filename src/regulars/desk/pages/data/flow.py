"""From one step of an import to the next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from regulars import workspace
from regulars.intake.uploads import UploadGone
from regulars.jobs.kinds import Kind
from regulars.jobs.tasks import ask

GONE = 410


def asked(
    request: HttpRequest, upload: str, kind: Kind, said: dict[str, Any] | None = None
) -> HttpResponse:
    """Asks the worker for a step of an upload, and goes to where one waits for it."""
    try:
        workspace.current().upload(upload)
    except UploadGone:
        return gone(request)
    ask(kind=kind, by=request.user.username, about=upload, said=said)
    return redirect("data_upload", upload)


def gone(request: HttpRequest, *, emptied: bool = False) -> HttpResponse:
    """The files are not there any more."""
    context = {"entry": "data", "tab": "imports", "emptied": emptied}
    return render(request, "pages/data/gone.html", context, status=GONE)
