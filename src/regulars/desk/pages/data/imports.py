"""The imports: what came in, by whom, what was not taken, and taking it back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from regulars import workspace
from regulars.desk.frame.roles import needs
from regulars.desk.pages.data.import_told import import_told
from regulars.desk.pages.data.rows import REJECTS_A_PAGE, page_of, rejects_in_words
from regulars.desk.words.facts import counted
from regulars.desk.words.jobs import person_called, told_in_words
from regulars.desk.words.refusals import refused
from regulars.errors import RegularsError
from regulars.intake.reasons import REASONS
from regulars.jobs.kinds import Kind
from regulars.jobs.queue import newest, unfinished
from regulars.ledger.batches import UnknownBatch
from regulars.ledger.listing import Listed
from regulars.people.roles import Role

IMPORTS_A_PAGE = 20


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """All imports, newest first; what waits and what runs above them."""
    book = workspace.current()
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 10 else None
    listed = book.imports(before=before, at_most=IMPORTS_A_PAGE + 1)
    running = [told_in_words(job) for job in unfinished() if job.kind == Kind.IMPORT]
    context = {
        "entry": "data",
        "tab": "imports",
        "imports": [import_told(one) for one in listed[:IMPORTS_A_PAGE]],
        "older": listed[IMPORTS_A_PAGE - 1].batch if len(listed) > IMPORTS_A_PAGE else None,
        "newest_page": before is None,
        "waiting": _waiting(request) if before is None else [],
        "running": running,
        "live": bool(running),
    }
    fragment = request.htmx and "list" in request.GET
    template = "pages/data/_imports.html" if fragment else "pages/data/imports.html"
    return render(request, template, context)


@require_safe
def one_import(request: HttpRequest, batch: int) -> HttpResponse:
    """One import: what it brought, what it did not take, what follows."""
    listed = _listed(batch)
    book = workspace.current()
    after = page_of(request)
    rejects = book.rejects(batch, after=after, at_most=REJECTS_A_PAGE + 1)
    reasons = book.count_rejects(batch)
    refresh = newest(kinds=[Kind.REFRESH])
    context = {
        "entry": "data",
        "tab": "imports",
        "one": import_told(listed),
        "in_results": book.in_results(batch),
        "refreshing": refresh is not None and not refresh.ended,
        "reasons": [(REASONS[code][get_language()], rows) for code, rows in reasons.items()],
        "rejects": rejects_in_words(rejects[:REJECTS_A_PAGE]),
        "rejects_from": after,
        "rejects_more": after + REJECTS_A_PAGE if len(rejects) > REJECTS_A_PAGE else None,
        "rejects_back": max(after - REJECTS_A_PAGE, 0) if after else None,
        "parts": range(
            len(book.rejects_to_correct(batch, language=get_language())) if rejects else 0
        ),
    }
    fragment = request.htmx and "state" in request.GET
    template = "pages/data/_into_results.html" if fragment else "pages/data/one_import.html"
    return render(request, template, context)


@needs(Role.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, batch: int) -> HttpResponse:
    """Says what will go and what stays; then leaves the import out."""
    listed = _listed(batch)
    book = workspace.current()
    if request.method == "POST":
        try:
            book.undo(batch)
        except RegularsError as error:
            context = {"entry": "data", "tab": "imports", "refusal": refused(error)}
            return render(request, "pages/data/refused.html", context, status=409)
        return redirect("data_one_import", batch)
    told = book.undoing(batch) if listed.state == "complete" else None
    context = {
        "entry": "data",
        "tab": "imports",
        "one": import_told(listed),
        "undoing": told,
        "go": counted(told.go) if told else [],
        "stay": counted(told.as_others_say) if told else [],
    }
    return render(request, "pages/data/undo.html", context)


@require_safe
def rejects_file(
    request: HttpRequest, batch: int, part: int
) -> HttpResponse | StreamingHttpResponse:
    """The rows that an import did not take, as a file to correct and send again."""
    _listed(batch)
    parts = workspace.current().rejects_to_correct(batch, language=get_language())
    if part >= len(parts):
        raise Http404("no such file of rows")
    ending, lines = parts[part]
    number = "" if len(parts) == 1 else f"-{part + 1}"
    name = f"regulars-rejects-{batch}{number}{ending}"
    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _listed(batch: int) -> Listed:
    try:
        return workspace.current().import_(batch)
    except UnknownBatch as unknown:
        raise Http404(str(unknown)) from unknown


def _waiting(request: HttpRequest) -> list[dict[str, Any]]:
    """Uploads that somebody has not finished; names of files are for the staff."""
    if not request.staff.role.may(Role.STAFF):
        return []
    return [
        {"id": one.id, "files": one.files, "by": person_called(one.by), "at": one.at}
        for one in workspace.current().uploads()
        if one.emptied_at is None
    ]
