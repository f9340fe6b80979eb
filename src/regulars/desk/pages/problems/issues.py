"""Known issues: how many share each, and who was exposed and has not spoken."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.desk.frame.record import about, names_nobody
from regulars.desk.pages.problems.problem_ids import key_of, problem_id
from regulars.workspace.problems import SharedIssue

AT_MOST = 200


@names_nobody
@require_safe
def issues(request: HttpRequest) -> HttpResponse:
    """All of them, those not fixed first. Never writes."""
    book = workspace.current()
    told = [(problem_id(one.row["source"], one.row["source_id"]), one) for one in _all()]
    context = {
        "entry": "problems",
        "part": "known",
        "issues": told,
        "as_of": book.as_of if book.has_snapshot else None,
    }
    return render(request, "pages/problems/issues.html", context)


@require_safe
def issue(request: HttpRequest, issue_id: str) -> HttpResponse:
    """One of them, with who is exposed and silent. Never writes."""
    book, (source, key) = workspace.current(), key_of(issue_id)
    one = next((o for o in _all() if (o.row["source"], o.row["source_id"]) == (source, key)), None)
    if one is None:
        raise Http404(key)
    silent = book.silent_customers(
        source=source, known_issue_key=key, at_most=AT_MOST, language=get_language()
    )
    about(request, *(other.customer_id for other, _ in silent))
    context = {
        "entry": "problems",
        "part": "known",
        "issue": one,
        "silent": silent,
        "as_of": book.as_of if book.has_snapshot else None,
    }
    return render(request, "pages/problems/issue.html", context)


def _all() -> tuple[SharedIssue, ...]:
    return workspace.current().shared_issues()
