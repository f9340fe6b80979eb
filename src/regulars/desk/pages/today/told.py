"""What customers whom one looks after told since the results."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from regulars import workspace
from regulars.desk.pages.problems.forms import Act
from regulars.desk.pages.problems.problem_ids import problem_id
from regulars.workspace.problems import OpenProblem

SHOWN = 10


@dataclass(frozen=True)
class ToldNow:
    """A problem with the form that says it was seen."""

    problem_id: str
    problem: OpenProblem
    form: Act


def told_of_theirs(request: HttpRequest) -> list[ToldNow]:
    """The newest of them first."""
    book = workspace.current()
    found = book.told_of_theirs(staff=request.staff.username, language=get_language())
    seen = book.seen_steps([(one.source, one.problem_key) for one in found[:SHOWN]])
    return [
        ToldNow(
            problem_id(one.source, one.problem_key),
            one,
            Act(act=f"seen_{place}", seen=seen[one.source, one.problem_key]),
        )
        for place, one in enumerate(found[:SHOWN])
    ]
