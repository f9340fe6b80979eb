"""Who may be one customer: one question after the other, and the way back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from regulars import workspace
from regulars.book.snapshot import NoSnapshot
from regulars.desk.words.jobs import person_called
from regulars.desk.words.refusals import refused
from regulars.errors import RegularsError
from regulars.people.roles import Role
from regulars.workspace.questions import Asked

DECISIONS = ("same", "different", "open")
MOST_GROUPS = 100
MOST_AT_ONCE = 20


@require_safe
def matching(request: HttpRequest) -> HttpResponse:
    """The next question, or that there is none."""
    return render(request, "pages/data/matching.html", _next(request))


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Writes down what was said of two or more customers, or takes it back."""
    ids = list(dict.fromkeys(request.POST.getlist("customer")))
    decision = request.POST.get("decision", "")
    if decision not in DECISIONS or len(ids) > MOST_AT_ONCE:
        raise BadRequest("no decision that the page offers")
    wrong, said = None, None
    if len(ids) < 2:
        wrong = gettext("Tick at least two records that are one customer.")
    else:
        try:
            workspace.current().answer_question(
                customer_ids=ids, decision=decision, staff=request.user.username
            )
            said = {"decision": decision, "ids": ids, "back": "back" in request.POST}
        except RegularsError as error:
            words = refused(error)
            wrong = f"{words.what} {words.cure}"
    if request.htmx:
        context = _next(request) | {"wrong": wrong, "said": said}
        return render(request, "pages/data/_question.html", context)
    if wrong:
        context = _next(request) | {"wrong": wrong}
        return render(request, "pages/data/matching.html", context, status=422)
    back = {"said": decision, "customer": ids, **({"back": "1"} if "back" in request.POST else {})}
    return redirect(f"{reverse('data_matching')}?{urlencode(back, doseq=True)}")


@require_safe
def merged(request: HttpRequest) -> HttpResponse:
    """Customers of several ids, and why they are one."""
    book = workspace.current()
    context: dict[str, Any] = {"entry": "data", "tab": "matching", "has_results": book.has_snapshot}
    if book.has_snapshot:
        found = book.matches(at_most=MOST_GROUPS, language=get_language())
        context |= {
            "in_all": found.groups_in_all,
            "shown": len(found.groups),
            "groups": [
                {
                    "into": group.into,
                    "others": [(one, _basis(basis)) for one, basis in group.merged.items()],
                }
                for group in found.groups
            ],
        }
    return render(request, "pages/data/merged.html", context)


@require_POST
def unmerge(request: HttpRequest) -> HttpResponse:
    """Makes one of several ids a customer of its own again."""
    try:
        workspace.current().unmerge(
            customer_id=request.POST.get("customer", ""), staff=request.user.username
        )
    except RegularsError as error:
        context = {"entry": "data", "tab": "matching", "refusal": refused(error)}
        return render(request, "pages/data/refused.html", context, status=409)
    return redirect("data_merged")


def _next(request: HttpRequest) -> dict[str, Any]:
    book = workspace.current()
    context: dict[str, Any] = {
        "entry": "data",
        "tab": "matching",
        "said": None if request.htmx or request.method == "POST" else _said_before(request),
        "may_decide": request.staff.role.may(Role.STAFF),
    }
    try:
        queue = book.question_queue(language=get_language())
        groups = book.matches(at_most=1).groups_in_all
    except NoSnapshot:
        return context | {"has_results": False}
    return context | {
        "has_results": True,
        "queue": queue,
        "question": queue.next,
        "why": _why(queue.next) if queue.next else "",
        # An account and a person are never one: only what tells them apart is offered.
        "two_kinds": bool(queue.next and len({one.kind for one in queue.next.records}) > 1),
        "left_by": person_called(queue.next.left_by) if queue.next else "",
        "groups": groups,
        "currency": book.currency or "XXX",
    }


def _said_before(request: HttpRequest) -> dict[str, Any] | None:
    """What was said just now, without JavaScript, as the address tells it: for the way back."""
    decision = request.GET.get("said")
    if decision not in DECISIONS:
        return None
    ids = request.GET.getlist("customer")[:MOST_AT_ONCE]
    return {"decision": decision, "ids": ids, "back": "back" in request.GET}


def _why(asked: Asked) -> str:
    basis = _basis(asked.basis)
    if asked.reason == "many":
        return gettext(
            "So many share one key (%(basis)s) that it may be a switchboard, a family or an "
            "info@ address. Nobody was merged for it."
        ) % {"basis": basis}
    if asked.reason == "against" and len({record.kind for record in asked.records}) > 1:
        return gettext("They share one key (%(basis)s), but one is an account and the other a person.") % {"basis": basis}  # fmt: skip  # noqa: E501
    if asked.reason == "against":
        return gettext(
            "They share one key (%(basis)s), but another decision speaks against it."
        ) % {"basis": basis}
    return gettext("It was left open whether they are one.")


def _basis(basis: str) -> str:
    return {
        "email": gettext("the same e-mail address"),
        "phone": gettext("the same telephone number"),
        "decision": gettext("somebody decided so"),
    }.get(basis, basis)
