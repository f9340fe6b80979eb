"""Known issues: how many share each, and one with its problems and who is exposed and silent."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from regulars import workspace
from regulars.acts.known_issues import IssueUnknown
from regulars.acts.problem_acts import NotNow, ProblemUnknown
from regulars.desk.frame.record import about, names_nobody
from regulars.desk.frame.roles import needs
from regulars.desk.pages.problems.forms import act_id
from regulars.desk.pages.problems.issue_forms import Issue
from regulars.desk.pages.problems.problem_ids import key_of, problem_id
from regulars.desk.pages.problems.words import state_word
from regulars.people.roles import Role
from regulars.workspace.known_issues import SharedIssue

AT_MOST = 200


@names_nobody
@require_safe
def issues(request: HttpRequest) -> HttpResponse:
    """All of them, those not fixed first. Never writes."""
    book = workspace.current()
    told = [
        (problem_id(one.row["source"], one.row["source_id"]), one) for one in book.shared_issues()
    ]
    context = {
        "entry": "problems",
        "part": "known",
        "issues": told,
        "may_write": request.staff.role.may(Role.STAFF),
        "as_of": book.as_of if book.has_snapshot else None,
    }
    return render(request, "pages/problems/issues.html", context)


@needs(Role.STAFF)
@require_http_methods(["GET", "POST"])
def new_issue(request: HttpRequest) -> HttpResponse:
    """A form for one; GET never writes. With `problem` that problem is tied to it at once."""
    book = workspace.current()
    tie = request.POST.get("problem") or request.GET.get("problem", "")
    form = Issue(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        source, key = book.make_issue(entry_id=form.cleaned_data["entry_id"], values=form.values())
        try:
            if tie:
                book.tie_problems(
                    source=source,
                    known_issue_key=key,
                    problems=[key_of(tie)],
                    act_id=form.cleaned_data["entry_id"],
                    staff=request.staff.username,
                )
        except ProblemUnknown as gone:
            raise Http404(str(gone)) from gone
        except NotNow:
            pass  # sent twice: it is tied
        return redirect("known_issue", problem_id(source, key))
    context = {
        "entry": "problems",
        "part": "known",
        "form": form,
        "problem": tie,
        "products": book.products_on_sale(),
    }
    return render(request, "pages/problems/new_issue.html", context)


@require_safe
def issue(request: HttpRequest, issue_id: str) -> HttpResponse:
    """One of them. Never writes."""
    return issue_page(request, issue_id)


def issue_page(
    request: HttpRequest,
    issue_id: str,
    *,
    form: Issue | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page with a form that came back."""
    book, (source, key) = workspace.current(), key_of(issue_id)
    one = _shared(source, key)
    named = {"source": source, "known_issue_key": key, "language": get_language()}
    silent = book.exposed_now(at_most=AT_MOST, **named)
    tied, free = book.problems_of_issue(**named), book.problems_to_tie(**named)
    affected = book.affected_by(**named) if one.row["state"] == "fixed" else ()
    about(request, *(exposed.other.customer_id for exposed in silent))
    about(request, *(p.customer.customer_id for p in (*tied, *free) if p.customer))
    context = {
        "entry": "problems",
        "part": "known",
        "issue_id": issue_id,
        "issue": one,
        "form": form or Issue(initial=Issue.of(one.row)),
        "is_open": form is not None,
        "products": book.products_on_sale(),
        "silent": silent,
        "tied": [(problem_id(p.source, p.problem_key), p, state_word(p.state)) for p in tied],
        "free": [(problem_id(p.source, p.problem_key), p) for p in free],
        "waiting": sum(who.state == "waits" for who in affected),
        "told": sum(who.state == "told" for who in affected),
        "act_id": act_id(),
        "currency": book.currency or "XXX",
        "may_write": request.staff.role.may(Role.STAFF),
        "notice": notice or _notice(request),
        "as_of": book.as_of if book.has_snapshot else None,
    }
    return render(request, "pages/problems/issue.html", context, status=status)


def _shared(source: str, key: str) -> SharedIssue:
    for one in workspace.current().shared_issues():
        if (one.row["source"], one.row["source_id"]) == (source, key):
            return one
    raise Http404(key)


def _notice(request: HttpRequest) -> str:
    return {
        "in_use": gettext(
            "Something was done about their problem meanwhile, so the answer stays. Undo that "
            "first, on the problem’s page."
        ),
        "not_now": gettext("That is so already, or does not fit any more. Nothing was written."),
    }.get(request.GET.get("said", ""), "")


def to_issue(issue_id: str, *, said: str = "", part: str = "") -> HttpResponse:
    """Back to the page of an issue, at a part of it."""
    address = reverse("known_issue", args=[issue_id])
    return redirect(
        f"{address}{'?' + urlencode({'said': said}) if said else ''}{'#' + part if part else ''}"
    )


def known(issue_id: str) -> dict[str, Any]:
    """Source and key of an issue as the book asks for them. Raises: Http404."""
    source, key = key_of(issue_id)
    try:
        workspace.current().known_issue(source=source, known_issue_key=key)
    except IssueUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    return {"source": source, "known_issue_key": key}
