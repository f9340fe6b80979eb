"""The third step of an import: what would come, what is wrong, and the go-ahead."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from regulars import workspace
from regulars.desk.frame.roles import needs
from regulars.desk.pages.data.choose import received, trouble_of
from regulars.desk.pages.data.first_facts import first_facts
from regulars.desk.pages.data.flow import asked, gone
from regulars.desk.pages.data.rows import REJECTS_A_PAGE, page_of, rejects_in_words
from regulars.desk.words.facts import fact_label
from regulars.desk.words.refusals import Refusal
from regulars.intake.uploads import Upload, UploadGone
from regulars.jobs.kinds import Kind
from regulars.people.roles import Role


def preview_page(
    request: HttpRequest,
    upload: Upload,
    *,
    trouble: Refusal | None = None,
    wrong: str | None = None,
) -> HttpResponse:
    """What an import would do with these files, as they are said to be read."""
    book = workspace.current()
    found = book.preview(upload)
    assert found is not None
    after = page_of(request)
    rejects = book.preview_rejects(upload, after=after, at_most=REJECTS_A_PAGE + 1)
    parts = sorted(path.name for path in upload.folder.glob("rejects*.csv"))
    context = {
        "entry": "data",
        "tab": "imports",
        "step": 3,
        "upload": upload,
        "found": found,
        "counts": _by_kind(found),
        "first_facts": first_facts(found["preview"], currency=found["currency"]),
        "rejects": rejects_in_words(rejects[:REJECTS_A_PAGE]),
        "rejects_from": after,
        "rejects_more": after + REJECTS_A_PAGE if len(rejects) > REJECTS_A_PAGE else None,
        "rejects_back": max(after - REJECTS_A_PAGE, 0) if after else None,
        "parts": [(place, name) for place, name in enumerate(parts)],
        "trouble": trouble,
        "wrong": wrong,
    }
    return render(request, "pages/data/preview.html", context, status=422 if wrong else 200)


@needs(Role.STAFF)
@require_POST
def check_again(request: HttpRequest, upload: str) -> HttpResponse:
    """Has the files checked once more as they were said to be read."""
    return asked(request, upload, Kind.PREVIEW, {"language": get_language()})


@needs(Role.STAFF)
@require_POST
def do_import(request: HttpRequest, upload: str) -> HttpResponse:
    """Has the files imported as they were checked."""
    try:
        there = workspace.current().upload(upload)
    except UploadGone:
        # It may have been imported while the page was open: its address knows.
        return redirect("data_upload", upload)
    if workspace.current().preview(there) is None:
        return redirect("data_upload", upload)
    return asked(request, upload, Kind.IMPORT)


@needs(Role.STAFF)
@require_POST
def correct(request: HttpRequest, upload: str) -> HttpResponse:
    """Takes corrected rows and has everything checked again."""
    book = workspace.current()
    try:
        there = book.upload(upload)
        trouble = trouble_of(request)
        if trouble is not None and book.preview(there) is not None:
            return preview_page(request, there, wrong=trouble)
        if trouble is None:
            book.correct_upload(upload, received(request))
    except UploadGone:
        return gone(request)
    return asked(request, upload, Kind.PREVIEW, {"language": get_language()})


@needs(Role.STAFF)
@require_safe
def preview_rejects(request: HttpRequest, upload: str, part: int) -> HttpResponse:
    """The rows that would not be taken, as a file to correct."""
    try:
        there = workspace.current().upload(upload)
    except UploadGone:
        return gone(request)
    parts = sorted(there.folder.glob("rejects*.csv"))
    if part >= len(parts):
        raise Http404("no such file of rows")
    return FileResponse(
        parts[part].open("rb"), as_attachment=True, filename=f"regulars-{parts[part].name}"
    )


def _by_kind(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"label": fact_label(fact), "fact": fact, **counts}
        for fact, counts in found["of_each"].items()
        if any(counts.values())
    ]
