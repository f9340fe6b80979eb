"""Who was erased, told without saying who, and taking somebody off the list again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from regulars import workspace
from regulars.desk.frame.roles import needs
from regulars.desk.pages.data.jobs import waiting_for
from regulars.desk.words.facts import counted
from regulars.desk.words.jobs import person_called, told_in_words
from regulars.desk.words.refusals import refused
from regulars.errors import RegularsError
from regulars.jobs.queue import UnknownJob
from regulars.jobs.queue import job as the_job
from regulars.people.roles import Role

LONGEST_SEARCH = 200


@require_safe
def erasures(request: HttpRequest) -> HttpResponse:
    """All erasures, or those that keep a key, address, number or name out."""
    book = workspace.current()
    said = request.GET.get("find", "").strip()[:LONGEST_SEARCH]
    listed = book.erasures(of=said or None)
    context = {
        "entry": "data",
        "tab": "people",
        "said": said,
        "erasures": [
            {
                "number": one.erasure,
                "at": one.erased_at,
                "by": person_called(one.erased_by),
                "keys": one.counts.get("identities", 0),
                "removed": sum(one.counts.get("removed", {}).values()),
                "anonymous": sum(one.counts.get("made_anonymous", {}).values()),
                "on_list": one.on_list,
                "readmitted_at": one.readmitted_at,
                "readmitted_by": person_called(one.readmitted_by),
            }
            for one in listed
        ],
        "others": book.kept_out_by_other_copies,
        "may_readmit": request.staff.role.may(Role.OWNER),
    }
    return render(request, "pages/data/erasures.html", context)


@needs(Role.OWNER)
@require_safe
def erasing(request: HttpRequest, job: str) -> HttpResponse:
    """How far an erasure is, and what it did; it does not say of whom."""
    try:
        told = the_job(job)
    except UnknownJob as unknown:
        raise Http404(str(unknown)) from unknown
    context = {"entry": "data", "tab": "people", "ended": told.ended, "back": told.about}
    if told.ended:
        came = told.came or {}
        context |= {
            "job": told_in_words(told),
            "removed": counted(came.get("removed", {})),
            "anonymous": counted(came.get("made_anonymous", {})),
            "rejects": came.get("rejects", 0),
            "number": came.get("erasure"),
        }
    else:
        context |= waiting_for(told)
    return render(request, "pages/data/erasing.html", context)


@needs(Role.OWNER)
@require_POST
def readmit(request: HttpRequest, erasure: int) -> HttpResponse:
    """Takes whom an erasure keeps out off the list."""
    try:
        workspace.current().readmit(erasure=erasure, by=request.user.username)
    except RegularsError as error:
        context = {"entry": "data", "tab": "people", "refusal": refused(error)}
        return render(request, "pages/data/refused.html", context, status=409)
    return redirect("data_erasures")
