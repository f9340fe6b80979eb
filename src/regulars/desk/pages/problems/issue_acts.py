"""What the staff does with a known issue: change it, tie problems, ask the exposed, fix it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from regulars import workspace
from regulars.acts.problem_acts import NotNow, ProblemUnknown
from regulars.book.reader import UnknownCustomer
from regulars.desk.frame.record import about
from regulars.desk.pages.problems.forms import ACT, LONGEST
from regulars.desk.pages.problems.issue_forms import Issue
from regulars.desk.pages.problems.issues import issue_page, known, to_issue
from regulars.desk.pages.problems.problem_ids import key_of
from regulars.ledger.desk_undo import NothingToUndo
from regulars.ledger.suppression import CustomerErased
from regulars.workspace.desk_entries import EntryInUse

CHANNELS = ("call", "message", "email", "visit", "counter")


@require_POST
def change_issue(request: HttpRequest, issue_id: str) -> HttpResponse:
    """Writes what it is and what to do anew."""
    named, form = known(issue_id), Issue(request.POST)
    if not form.is_valid():
        return issue_page(request, issue_id, form=form)
    workspace.current().change_issue(values=form.values(), **named)
    return to_issue(issue_id)


@require_POST
def fix_issue(request: HttpRequest, issue_id: str) -> HttpResponse:
    """It is fixed; or, with `again`, it is not after all."""
    is_fixed = "again" not in request.POST
    workspace.current().fix_issue(is_fixed=is_fixed, **known(issue_id))
    return redirect("tell_fixed", issue_id) if is_fixed else to_issue(issue_id)


@require_POST
def tie_to_issue(request: HttpRequest, issue_id: str) -> HttpResponse:
    """Ties the problems chosen; with `untie`, they are of this issue no more."""
    chosen, untie = request.POST.getlist("problem"), "untie" in request.POST
    if not _tie(request, issue_id, chosen, untie=untie):
        return to_issue(issue_id, said="not_now")
    return to_issue(issue_id, part="tied")


@require_POST
def tie_problem(request: HttpRequest, problem_id: str) -> HttpResponse:
    """From a problem's page: ties it to the issue chosen; with `untie`, to that one no more."""
    chosen, untie = request.POST.get("issue", ""), "untie" in request.POST
    if not chosen:
        return redirect("problem", problem_id)
    if not _tie(request, chosen, [problem_id], untie=untie):
        return to_issue(chosen, said="not_now")
    return redirect("problem", problem_id)


def _tie(request: HttpRequest, issue_id: str, problems: list[str], *, untie: bool) -> bool:
    """Whether it could be. Raises: Http404."""
    book, named = workspace.current(), known(issue_id)
    act = book.untie_problems if untie else book.tie_problems
    try:
        act(
            problems=[key_of(one) for one in problems],
            act_id=_act_id(request),
            staff=request.staff.username,
            **named,
        )
    except (ProblemUnknown, CustomerErased) as gone:
        raise Http404(str(gone)) from gone
    except NotNow:
        return False
    return True


@require_POST
def ask_exposed(request: HttpRequest, issue_id: str) -> HttpResponse:
    """Keeps whether somebody exposed has it; with `undo`, takes that back."""
    book, named = workspace.current(), known(issue_id)
    customer_id, channel = request.POST.get("customer", ""), request.POST.get("channel", "")
    try:
        if "undo" in request.POST:
            book.take_back_answer_of_exposed(customer_id=customer_id, **named)
        else:
            book.answer_of_exposed(
                customer_id=customer_id,
                has_it=request.POST.get("has_it") == "yes",
                channel=channel if channel in CHANNELS else "call",
                note=request.POST.get("note", "").strip()[:LONGEST] or None,
                **named,
            )
    except (UnknownCustomer, CustomerErased) as gone:
        raise Http404(str(gone)) from gone
    except NothingToUndo:
        pass  # it is as they want it
    except EntryInUse:
        return to_issue(issue_id, said="in_use")
    about(request, customer_id)
    return to_issue(issue_id, part="silent")


def _act_id(request: HttpRequest) -> str:
    said: str = request.POST.get("act_id", "")
    if not ACT.fullmatch(said):
        raise Http404(said)
    return said
