"""What the staff says of a problem, and taking back what was said last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from regulars import workspace
from regulars.acts import problem_acts
from regulars.acts.problem_acts import NotNow, ProblemUnknown, Said, WrittenMeanwhile
from regulars.desk.frame.record import about
from regulars.desk.pages.problems.forms import FORMS, Act, Promise
from regulars.desk.pages.problems.problem import page
from regulars.desk.pages.problems.problem_ids import key_of, problem_id
from regulars.ledger.desk_undo import NothingToUndo
from regulars.ledger.suppression import CustomerErased

CONFLICT = 409
Problem = Mapping[str, Any]


@require_POST
def say(request: HttpRequest, problem_id: str, act: str) -> HttpResponse:
    """Writes a step, unless somebody else wrote one since the form was opened."""
    source, key = key_of(problem_id)
    if act not in FORMS:
        raise Http404(act)
    form = FORMS[act](request.POST, act=act)
    if not form.is_valid():
        return page(request, problem_id, act=act, form=form)
    book, seen, at = workspace.current(), form.cleaned_data["seen"], timezone.now()
    try:
        book.say_of_problem(
            source=source,
            problem_key=key,
            say=_say(act, form, staff=request.staff.username, at=at),
            step_id=form.cleaned_data["act_id"],
            seen=seen,
            staff=request.staff.username,
            at=at,
        )
    except (ProblemUnknown, CustomerErased) as gone:
        raise Http404(str(gone)) from gone
    except WrittenMeanwhile:
        return _meanwhile(request, problem_id, act, seen)
    except NotNow:
        notice = gettext("That is so already, or does not fit any more. Nothing was written.")
        return page(request, problem_id, notice=notice, status=CONFLICT)
    _about(request, source, key)
    if act == "seen":
        return redirect("today")
    if act == "solved" and "next" in request.POST:
        return _next(problem_id)
    return redirect(f"{reverse('problem', args=[problem_id])}#log")


@require_POST
def undo_step(request: HttpRequest, problem_id: str) -> HttpResponse:
    """Takes the newest step back."""
    source, key = key_of(problem_id)
    try:
        workspace.current().take_back_step(
            source=source,
            problem_key=key,
            step_id=request.POST.get("step_id", ""),
            at=timezone.now(),
        )
    except ProblemUnknown as gone:
        raise Http404(str(gone)) from gone
    except NothingToUndo:
        pass  # it is as they want it: pressed twice, or undone on another device
    except WrittenMeanwhile:
        notice = gettext("Something else was written after it, so it stays. Undo that first.")
        return page(request, problem_id, notice=notice, status=CONFLICT)
    _about(request, source, key)
    return redirect(f"{reverse('problem', args=[problem_id])}#log")


def _say(act: str, form: Act, *, staff: str, at: Any) -> Callable[[Problem], Said]:
    said = form.cleaned_data
    note = said.get("note") or None
    on = timezone.localtime(at).date()

    def of(problem: Problem) -> Said:
        if isinstance(form, Promise):
            return problem_acts.promised(by=form.by(at), note=note)
        if act == "take":
            return problem_acts.taken_charge(problem, staff=staff)
        if act == "seen":
            return problem_acts.seen_by(staff=staff)
        if act == "hand_over":
            return problem_acts.handed_over(problem, to=said["to"], reason=said["reason"])
        if act == "contact":
            return problem_acts.spoken(
                problem, began_by=said["began_by"], channel=said["channel"], note=note
            )
        if act == "waiting":
            return problem_acts.waits(problem, waiting_for=said["waiting_for"], note=note)
        if act == "solved":
            return problem_acts.ended(problem, note=note, on=on, at=at)
        return problem_acts.reopened(problem, note=note)

    return of


def _meanwhile(request: HttpRequest, one: str, act: str, seen: str) -> HttpResponse:
    """The page as it is now, with what was typed; sent again, it is written."""
    source, key = key_of(one)
    newest = workspace.current().whole_problem(source=source, problem_key=key).seen
    again = request.POST.copy()
    again["seen"] = newest
    return page(
        request,
        one,
        act=act,
        form=FORMS[act](again, act=act),
        notice=gettext(
            "Somebody wrote into the log meanwhile. Nothing of yours was sent, and nothing you "
            "typed is lost: look at what is new below, then send it again."
        ),
        seen_before=seen,
        status=CONFLICT,
    )


def _next(solved: str) -> HttpResponse:
    found = workspace.current().open_problems(language=get_language(), at=timezone.now())
    first = next(iter((*found.ranked, *found.since)), None)
    if first is None:
        return redirect("problems")
    address = reverse("problem", args=[problem_id(first.source, first.problem_key)])
    return redirect(f"{address}?{urlencode({'solved': solved})}")


def _about(request: HttpRequest, source: str, key: str) -> None:
    customer_id = workspace.current().customer_of_problem(source=source, problem_key=key)
    if customer_id is not None:
        about(request, customer_id)
