"""Whose problem it is, where nobody was known when it was told."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from regulars import workspace
from regulars.acts import problem_acts
from regulars.acts.problem_acts import NotNow, ProblemUnknown, WrittenMeanwhile
from regulars.acts.problem_facts import ReachedBy
from regulars.desk.frame.record import about
from regulars.desk.frame.roles import needs
from regulars.desk.pages.problems.problem import page
from regulars.desk.pages.problems.problem_ids import key_of
from regulars.desk.pages.quick_add.whose import AT_MOST, Whose, answered, asked
from regulars.ledger.suppression import CustomerErased
from regulars.people.roles import Role
from regulars.workspace.problems import WholeProblem

CONFLICT = 409


@needs(Role.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def whose_problem(request: HttpRequest, problem_id: str) -> HttpResponse:
    """Choose a customer, or make a new one of what they left; then the problem is theirs."""
    source, key = key_of(problem_id)
    book, at = workspace.current(), timezone.now()
    try:
        whole = book.whole_problem(source=source, problem_key=key, language=get_language(), at=at)
    except ProblemUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    if request.method != "POST":
        return _page(request, problem_id, whole, asked(request))
    act_id = request.POST.get("act_id", "")
    try:
        act_id = uuid.UUID(hex=act_id).hex
    except ValueError:
        act_id = uuid.uuid4().hex
    reached = whole.reached_by
    try:
        if "new" in request.POST and reached is not None:
            customer_id = book.customer_of_contact(entry_id=act_id, reached=reached, at=at)
        else:
            whose = answered(request)
            if whose.customer_id is None:
                return _page(request, problem_id, whole, whose)
            customer_id = whose.customer_id
        customer = book.key_of_customer(customer_id)
        book.say_of_problem(
            source=source,
            problem_key=key,
            say=lambda problem: problem_acts.named(problem, customer=customer),
            step_id=act_id,
            seen=request.POST.get("seen", ""),
            staff=request.staff.username,
            at=at,
        )
    except CustomerErased:
        notice = gettext("They were erased, or the address or number is kept out since.")
        return _page(request, problem_id, whole, answered(request), notice=notice)
    except WrittenMeanwhile:
        notice = gettext("Somebody wrote into the log meanwhile. Look, then say it again.")
        return page(request, problem_id, notice=notice, status=CONFLICT)
    except NotNow:
        pass  # it is theirs already
    about(request, customer_id)
    return redirect(f"{reverse('problem', args=[problem_id])}#log")


def _page(
    request: HttpRequest, problem_id: str, whole: WholeProblem, whose: Whose, *, notice: str = ""
) -> HttpResponse:
    reached: ReachedBy | None = whole.reached_by
    context = {
        "entry": "problems",
        "problem_id": problem_id,
        "whole": whole,
        "reached": reached,
        "act_id": uuid.uuid4().hex,
        "whose": whose,
        "choices": whose.choices,
        "chosen": whose.customer_id,
        "text": whose.text,
        "at_most": AT_MOST,
        "kind": "",
        "next": request.path,
        "notice": notice,
    }
    return render(request, "pages/problems/whose.html", context)
