"""Telling everybody affected that it is fixed: the messages, looked over once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from regulars import workspace
from regulars.acts.problem_acts import NotNow
from regulars.desk.frame.record import about
from regulars.desk.pages.problems.forms import LONGEST
from regulars.desk.pages.problems.issue_acts import CHANNELS
from regulars.desk.pages.problems.issues import known, to_issue
from regulars.people.roles import Role


@require_http_methods(["GET", "POST"])
def tell_fixed(request: HttpRequest, issue_id: str) -> HttpResponse:
    """The list with its messages; POST marks those chosen as told. GET never writes."""
    named = known(issue_id)
    if request.method == "POST":
        return _mark(request, issue_id, named)
    book = workspace.current()
    row = book.known_issue(**named)
    if row["state"] != "fixed":
        return to_issue(issue_id, said="not_now")
    affected = book.affected_by(language=get_language(), **named)
    about(request, *(one.customer_id for one in affected))
    told = [one for one in affected if one.state == "told"]
    last = max((one.at for one in told if one.at), default=None)
    context = {
        "entry": "problems",
        "part": "known",
        "issue_id": issue_id,
        "row": row,
        "waiting": [one for one in affected if one.state == "waits"],
        "told": told,
        "told_last": [one for one in told if one.at == last] if "marked" in request.GET else [],
        "left_out": [one for one in affected if one.state == "left_out"],
        "may_write": request.staff.role.may(Role.STAFF),
    }
    return render(request, "pages/problems/tell_fixed.html", context)


@require_POST
def take_back_telling(request: HttpRequest, issue_id: str) -> HttpResponse:
    """These wait to be told again."""
    customers = request.POST.getlist("customer")
    workspace.current().take_back_telling(customers=customers, **known(issue_id))
    about(request, *customers)
    return redirect("tell_fixed", issue_id)


def _mark(request: HttpRequest, issue_id: str, named: dict[str, Any]) -> HttpResponse:
    """One, with the button beside it, or all that are chosen; or one is left out."""
    book, staff = workspace.current(), request.staff.username
    address = redirect("tell_fixed", issue_id)
    try:
        if left_out := request.POST.get("leave_out"):
            book.leave_out_of_telling(customer_id=left_out, staff=staff, **named)
            about(request, left_out)
            return address
        one = request.POST.get("only")
        customers = [one] if one else request.POST.getlist("customer")
        about(request, *customers)
        book.tell_fixed(
            texts={who: _said(request, who) for who in customers},
            solve="solve" in request.POST,
            staff=staff,
            **named,
        )
    except NotNow:
        return to_issue(issue_id, said="not_now")
    address["Location"] += "?marked=1"
    return address


def _said(request: HttpRequest, customer_id: str) -> tuple[str, str]:
    channel = request.POST.get(f"channel-{customer_id}", "")
    text = request.POST.get(f"text-{customer_id}", "").strip()[:LONGEST]
    return channel if channel in CHANNELS else "message", text
