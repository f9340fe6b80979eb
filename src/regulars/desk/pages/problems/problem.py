"""One problem: everything known of it, so that nobody has to explain twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.acts.problem_acts import ProblemUnknown
from regulars.acts.problem_log import ENDED, WRITTEN_HERE, Step
from regulars.book.problem_words import Topic
from regulars.desk.frame.record import about
from regulars.desk.pages.problems.ease import ease_shown
from regulars.desk.pages.problems.forms import FORMS, WHILE_OPEN, Act, act_id
from regulars.desk.pages.problems.problem_ids import key_of, problem_id
from regulars.desk.pages.problems.words import (
    driver_name,
    driver_word,
    no_stake,
    state_word,
    topic_word,
)
from regulars.people.names import staff_names
from regulars.people.roles import Role
from regulars.workspace.problems import WholeProblem

SHOWN = 6


@dataclass(frozen=True)
class Panel:
    """One thing that can be said, with its form."""

    act: str
    label: str
    button: str
    form: Act
    is_open: bool


@require_safe
def problem(request: HttpRequest, problem_id: str) -> HttpResponse:
    """The page. Never writes."""
    return page(request, problem_id)


def page(
    request: HttpRequest,
    one: str,
    *,
    act: str = "",
    form: Act | None = None,
    notice: str = "",
    seen_before: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with a form that came back; steps after `seen_before` are marked as new."""
    book, (source, key) = workspace.current(), key_of(one)
    try:
        whole = book.whole_problem(
            source=source, problem_key=key, language=get_language(), at=timezone.now()
        )
    except ProblemUnknown as unknown:
        raise Http404(str(unknown)) from unknown
    portrait = None
    if whole.customer is not None:
        about(request, whole.customer.customer_id)
        portrait = book.customer(customer_id=whole.customer.customer_id, language=get_language())
    names = staff_names()
    in_charge = whole.row["in_charge"]
    context = {
        "entry": "problems",
        "problem_id": one,
        "whole": whole,
        "title": topic_word(whole.row["topic"]) or gettext("Problem"),
        "card": book.problem_words().topic(whole.row["topic"]),
        "first_lines": _lines(book.problem_words().topic(whole.row["topic"])),
        **_answering(request, whole),
        "ease": ease_shown(request, whole),
        "state": state_word(whole.row["state"]),
        "has_ended": whole.row["state"] in ENDED,
        "portrait": portrait,
        "others": []
        if portrait is None
        else [
            (other, problem_id(other.source, other.source_id))
            for other in portrait.problems
            if other.ended_on is None
            and other.state not in ENDED
            and (other.source, other.source_id) != (source, key)
        ],
        "happened": []
        if portrait is None
        else [line for line in portrait.timeline if (line.source, line.source_id) != (source, key)][
            :SHOWN
        ],
        "issue_id": problem_id(whole.issue["source"], whole.issue["source_id"])
        if whole.issue
        else None,
        "issues": _issues(source, key) if whole.issue is None else [],
        "tie_id": act_id(),
        "tell_now": book.told_next_after(whole.row["topic"]),
        "concerns": _concerns(whole, portrait),
        "currency": book.currency or "XXX",
        "in_charge": names.get(in_charge or "", in_charge),
        "is_mine": in_charge == request.staff.username,
        "steps": [
            replace(step, staff=_name(step.staff, names), to=_name(step.to, names))
            for step in whole.steps
        ],
        "new_from": _new(whole.steps, seen_before),
        "undoable": whole.seen if whole.seen.startswith(WRITTEN_HERE) else None,
        "percentile": whole.effort.percentile / 100
        if whole.effort and whole.effort.percentile is not None
        else None,
        "drivers": [driver_word(one) for one in whole.effort.drivers] if whole.effort else [],
        "not_logged": [driver_name(name) for name in whole.effort.not_logged]
        if whole.effort
        else [],
        "no_stake": no_stake(whole.queued),
        "panels": _panels(whole, act, form),
        "take": FORMS["take"](act="take", seen=whole.seen),
        "may_write": request.staff.role.may(Role.STAFF),
        "notice": notice,
        "solved_before": _solved_before(request),
    }
    return render(request, "pages/problems/problem.html", context, status=status)


def _issues(source: str, key: str) -> list[tuple[str, dict[str, Any]]]:
    """The known issues that it may be of, to choose from."""
    found = workspace.current().issues_for(source=source, problem_key=key)
    return [(problem_id(one["source"], one["source_id"]), one) for one in found]


def _lines(card: Topic | None) -> list[str]:
    lines = card.first[get_language()].splitlines() if card is not None else []
    return [line.strip() for line in lines if line.strip()]


def _answering(request: HttpRequest, whole: WholeProblem) -> dict[str, object]:
    """The answers to begin with, each in both languages; that of the address is filled in."""
    answering = workspace.current().answers_to(
        whole,
        chosen=request.GET.get("answer", ""),
        language=request.GET.get("in", ""),
        page_language=get_language(),
        at=timezone.now(),
    )
    other = "en" if answering.language == "bn" else "bn"
    begun = [
        {
            "name": one.name,
            "title": one.title[get_language()],
            "text": one.text[answering.language],
            "other_text": one.text[other],
        }
        for one in answering.answers
    ]
    return {"answering": answering, "begun": begun, "other_language": other}


def _panels(whole: WholeProblem, act: str, form: Act | None) -> list[Panel]:
    words = {
        "contact": (gettext("Note a contact"), gettext("Write it down")),
        "promise": (gettext("Promise"), gettext("Write the promise down")),
        "waiting": (gettext("It waits"), gettext("Write it down")),
        "hand_over": (gettext("Hand over"), gettext("Hand over")),
        "solved": (gettext("Solved"), gettext("Solved")),
        "reopened": (gettext("It came back"), gettext("Open it again")),
    }
    acts = ("contact", "reopened") if whole.row["state"] in ENDED else WHILE_OPEN
    return [
        Panel(
            one,
            *words[one],
            form if one == act and form is not None else FORMS[one](act=one, seen=whole.seen),
            one == act,
        )
        for one in acts
    ]


def _concerns(whole: WholeProblem, portrait: object) -> list[str]:
    """The order, stay and product it is about, in words; their keys where nothing more is known."""
    told = []
    for fact in ("order", "reservation"):
        wanted = whole.row[f"{fact}_key"]
        if wanted is not None:
            lines = getattr(portrait, "timeline", ())
            own = (whole.row["source"], wanted)
            told.append(
                next(
                    (
                        one.text
                        for one in lines
                        if (one.source, one.source_id) == own and one.fact == fact
                    ),
                    wanted,
                )
            )
    return [*told, *([whole.product] if whole.product else [])]


def _new(steps: tuple[Step, ...], seen_before: str | None) -> frozenset[str]:
    """The steps that somebody wrote after the form was opened."""
    if seen_before is None:
        return frozenset()
    ids = [step.step_id for step in steps]
    place = ids.index(seen_before) + 1 if seen_before in ids else 0
    return frozenset(ids[place:])


def _name(login: str | None, names: dict[str, str]) -> str | None:
    return names.get(login, login) if login else None


def _solved_before(request: HttpRequest) -> dict[str, str] | None:
    """The problem that was solved just before this one came up, to be undone."""
    said = request.GET.get("solved", "")
    if not said:
        return None
    source, key = key_of(said)
    try:
        before = workspace.current().whole_problem(source=source, problem_key=key)
    except ProblemUnknown:
        return None
    if before.row["state"] != "solved" or not before.seen.startswith(WRITTEN_HERE):
        return None
    return {
        "problem_id": problem_id(source, key),
        "topic": topic_word(before.row["topic"]) or gettext("Problem"),
        "customer": before.customer.customer if before.customer else "",
        "step_id": before.seen,
    }
