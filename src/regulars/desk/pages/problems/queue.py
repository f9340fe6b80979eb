"""The queue: whose loyalty is at stake, the most first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.desk.pages.problems.problem_ids import problem_id
from regulars.desk.pages.problems.words import no_stake, state_word, strongest, topic_word
from regulars.people.names import staff_names
from regulars.workspace.one_moment import at_one_moment
from regulars.workspace.problems import OpenProblem

PAGE = 50


@dataclass(frozen=True)
class Shown:
    """A line of the queue. Units: `days` since it was told."""

    problem_id: str
    problem: OpenProblem
    topic: str
    state: str
    days: int
    in_charge: str
    no_stake: str
    strongest: str


@require_safe
@at_one_moment
def queue(request: HttpRequest) -> HttpResponse:
    """Everybody's problems, or one's own. Never writes."""
    book, mine = workspace.current(), request.GET.get("whose") == "mine"
    found = book.open_problems(
        language=get_language(), staff=request.staff.username if mine else None, at=timezone.now()
    )
    shown = request.GET.get("shown", "")
    upto = max(PAGE, int(shown)) if shown.isdecimal() and len(shown) < 7 else PAGE
    names = staff_names()
    context = {
        "entry": "problems",
        "part": "queue",
        "as_of": found.as_of,
        "currency": book.currency or "XXX",
        "mine": mine,
        "ranked": [_shown(one, names) for one in found.ranked[:upto]],
        "since": [_shown(one, names) for one in found.since[:upto]],
        "count": len(found.ranked) + len(found.since),
        "more": upto + PAGE if max(len(found.ranked), len(found.since)) > upto else None,
    }
    return render(request, "pages/problems/queue.html", context)


def _shown(one: OpenProblem, names: dict[str, str]) -> Shown:
    return Shown(
        problem_id=problem_id(one.source, one.problem_key),
        problem=one,
        topic=topic_word(one.topic),
        state=state_word(one.state),
        days=max(0, (timezone.localdate() - one.told_on).days),
        in_charge=names.get(one.in_charge or "", one.in_charge or ""),
        no_stake=no_stake(one.queued),
        strongest=strongest(one),
    )
