"""What problems here take and what followed, in plain words."""

from __future__ import annotations

import math
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.desk.frame.record import names_nobody
from regulars.desk.pages.problems.words import driver_name

OF_AN_INTERVAL = 1.2816
"""Standard errors to either end of an 80% interval."""


@names_nobody
@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """The findings of the results. Never writes."""
    book = workspace.current()
    found = (book.problem_findings() if book.has_snapshot else None) or {}
    more = found.get("told_more_often") or {}
    context = {
        "entry": "problems",
        "part": "findings",
        "found": found if "effort" in found else None,
        "as_of": book.as_of if book.has_snapshot else None,
        "after": _after(found.get("after_a_problem") or {}),
        "times": found.get("time_to_solve") or [],
        "more_known": more.get("topics") is not None,
        "more": [one for one in more.get("topics") or [] if one["is_emerging"]],
        "next": [one for one in found.get("told_next") or [] if one["is_more"]],
        "kept": found.get("hours_and_kept"),
        "by_us": found.get("found_by_us"),
        "currency": book.currency or "XXX",
        "weights": _weights(found.get("effort") or {}),
    }
    return render(request, "pages/problems/findings.html", context)


def _after(found: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    words = {
        "easy": gettext("solved with little effort"),
        "hard": gettext("solved with much effort"),
        "unsolved": gettext("not solved"),
    }
    return [(word, found[kind]) for kind, word in words.items() if kind in found]


def _weights(effort: dict[str, Any]) -> list[dict[str, Any]]:
    """By how much the first of each multiplies the odds of losing the customer, most first."""
    told = [
        {
            "name": driver_name(name),
            "times": _times(one["weight"]),
            "low": _times(one["weight"] - OF_AN_INTERVAL * one["error"]),
            "high": _times(one["weight"] + OF_AN_INTERVAL * one["error"]),
            "weight": one["weight"],
        }
        for name, one in (effort.get("weights") or {}).items()
    ]
    return sorted(told, key=lambda one: -one["weight"])


def _times(log_odds: float) -> str:
    return f"{math.exp(log_odds):.1f}"
