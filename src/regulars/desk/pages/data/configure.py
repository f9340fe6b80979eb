"""The second step of an import: what was recognised, and how the files are to be read."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from regulars import workspace
from regulars.desk.frame.roles import needs
from regulars.desk.pages.data.flow import asked, gone
from regulars.desk.pages.data.form import FileForm, currencies, file_forms
from regulars.desk.pages.data.said import (
    Looked,
    Said,
    cut_otherwise,
    first_said,
    read_said,
    unanswered_dates,
)
from regulars.desk.words.refusals import Refusal, refused
from regulars.errors import RegularsError
from regulars.intake.said import BY_COLUMNS, layout_of
from regulars.intake.uploads import Upload, UploadGone
from regulars.jobs.kinds import Kind
from regulars.people.roles import Role

REFUSED = 422


@needs(Role.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def configure(request: HttpRequest, upload: str) -> HttpResponse:
    """Shows the form; takes it, keeps what was said and has the files checked so."""
    book = workspace.current()
    try:
        there = book.upload(upload)
    except UploadGone:
        return gone(request)
    looked = book.looked(there)
    if looked is None or there.emptied_at is not None:
        return redirect("data_upload", upload)
    if request.method != "POST":
        return configure_page(request, there)
    said = read_said(looked, request.POST.dict())
    if "redraw" in request.POST:
        return _redrawn(request, there, looked, said)
    trouble = _trouble(looked, said)
    if trouble is not None:
        return configure_page(request, there, said=said, wrong=trouble)
    book.say_of_upload(upload, said)
    if cut_otherwise(looked, said):
        return asked(request, upload, Kind.LOOK)
    return asked(request, upload, Kind.PREVIEW, {"language": get_language()})


def _redrawn(request: HttpRequest, upload: Upload, looked: Looked, said: Said) -> HttpResponse:
    """The form as it follows from what was chosen just now: one file of it, or all."""
    mark = request.POST["redraw"]
    one = next((file for file in _files(looked, said) if file.mark == mark), None)
    if request.htmx and one is not None:
        return render(request, "pages/data/_file_form.html", {"file": one, "upload": upload})
    return configure_page(request, upload, said=said)


def _files(looked: Looked, said: Said) -> list[FileForm]:
    recipes, saved = workspace.current().recipes()
    return file_forms(looked, said, recipes=recipes, saved=saved)


def configure_page(
    request: HttpRequest,
    upload: Upload,
    *,
    said: Said | None = None,
    trouble: Refusal | None = None,
    wrong: str | Refusal | None = None,
) -> HttpResponse:
    """The form as said, or as proposed.

    `trouble` is what the check found, `wrong` what is wrong with what was sent just now.
    """
    book = workspace.current()
    looked = book.looked(upload) or []
    values = said or _said_before(upload, looked)
    try:
        files = _files(looked, values)
    except RegularsError as error:
        files, trouble = file_forms(looked, values, recipes=(), saved=()), refused(error)
    context = {
        "entry": "data",
        "tab": "imports",
        "step": 2,
        "upload": upload,
        "files": files,
        "trouble": wrong if isinstance(wrong, Refusal) else trouble,
        "wrong": wrong if isinstance(wrong, str) else None,
        "currency": values.get("currency", ""),
        "currencies": currencies(values.get("currency", "")),
        "book_currency": book.currency,
        "zone": values.get("zone", ""),
        "zones": _zones(),
        "book_zone": book.zone,
        "can_go_on": all(one["header"] for one in looked),
    }
    status = REFUSED if wrong is not None and not request.htmx else 200
    return render(request, "pages/data/configure.html", context, status=status)


def _said_before(upload: Upload, looked: Looked) -> Said:
    """What was said of these files as they are cut now; of others the proposals."""
    proposed = first_said(looked)
    before: dict[str, Any] = upload.said.get("files", {})
    for one in looked:
        mine = before.get(one["name"])
        if mine and mine.get("header", one["header"]) == one["header"]:
            proposed["files"][one["name"]] = mine
        elif mine:
            # It was looked at again as it is cut now: that stays, the rest is proposed anew.
            proposed["files"][one["name"]]["delimiter"] = mine["delimiter"]
    for name in ("currency", "zone", "save_as"):
        proposed[name] = upload.said.get(name, proposed[name])
    return proposed


def _trouble(looked: Looked, said: Said) -> str | Refusal | None:
    """What is missing before the files can be checked; None where nothing is."""
    if cut_otherwise(looked, said):
        return None
    for one in said["files"].values():
        if one["recipe"] == BY_COLUMNS:
            if one["twice"]:
                return gettext("Two columns were chosen for the same thing. Choose each once.")
            try:
                layout_of(one, name="said")
            except RegularsError as error:
                return refused(error)
    if unanswered := unanswered_dates(looked, said):
        return gettext("Say of “%(column)s” which comes first, the day or the month.") % {
            "column": unanswered[0]
        }
    for name in said["save_as"].values():
        try:
            workspace.current().check_recipe_name(name)
        except RegularsError as error:
            return refused(error)
    return None


@cache
def _zones() -> tuple[str, ...]:
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
             "Pacific/")  # fmt: skip
    return ("UTC", *sorted(zone for zone in available_timezones() if zone.startswith(areas)))
