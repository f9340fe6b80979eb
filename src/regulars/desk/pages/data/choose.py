"""The first step of an import: choosing files."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from regulars import workspace
from regulars.desk.formats.numbers import number
from regulars.desk.frame.roles import needs
from regulars.desk.pages.data.receiving import TOO_LARGE, TOO_MANY
from regulars.intake.uploads import LARGEST_BYTES, MOST_FILES, UploadGone
from regulars.jobs.kinds import Kind
from regulars.jobs.tasks import ask
from regulars.people.roles import Role

REFUSED = 422
MEBIBYTE = 1 << 20


@needs(Role.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Takes the files, keeps them, and has the worker look at them."""
    if request.method != "POST":
        return _page(request, None)
    trouble = trouble_of(request)
    if trouble is not None:
        return _page(request, trouble)
    try:
        upload = workspace.current().new_upload(received(request), by=request.user.username)
    except UploadGone:
        return _page(request, gettext("Somebody was erased just now, and with that all files that "
                                      "wait here. Choose yours again."))  # fmt: skip
    ask(kind=Kind.LOOK, by=request.user.username, about=upload.id)
    there = reverse("data_upload", args=[upload.id])
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)


def received(request: HttpRequest) -> list[tuple[str, Path]]:
    """The files that came whole, each with the name that its owner gave it."""
    return [(file.called, file.path) for file in request.FILES.getlist("files")]


def trouble_of(request: HttpRequest) -> str | None:
    """Why what came cannot be taken; None where it can."""
    files = request.FILES.getlist("files")
    why = getattr(request, "refused_files", None)
    if why == TOO_LARGE:
        return gettext(
            "All files together may have %(size)s MB. Larger ones can be imported where Regulars "
            "is installed, by: regulars import"
        ) % {"size": number(LARGEST_BYTES // MEBIBYTE)}
    if why == TOO_MANY:
        return gettext("At most %(count)s files can be sent at once.") % {
            "count": number(MOST_FILES)
        }
    # The last field of the form: where it is missing, something was cut off before it.
    if "whole" not in request.POST:
        return gettext(
            "The connection broke off before everything was here. Nothing was kept; send it again."
        )
    if not files:
        return gettext("No file was chosen.")
    empty = next((file for file in files if not file.size), None)
    if empty is not None:
        return gettext("“%(file)s” is empty. See whether the export has finished.") % {
            "file": empty.called
        }
    return None


def _page(request: HttpRequest, trouble: str | None) -> HttpResponse:
    book = workspace.current()
    context = {
        "entry": "data",
        "tab": "imports",
        "trouble": trouble,
        "largest_bytes": LARGEST_BYTES,
        "first": not book.imports(at_most=1),
    }
    template = "pages/data/_choose.html" if request.htmx else "pages/data/choose.html"
    return render(
        request, template, context, status=REFUSED if trouble and not request.htmx else 200
    )
