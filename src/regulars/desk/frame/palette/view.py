"""Finding customers, pages and commands: as a page, or as the list under the field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from regulars import workspace
from regulars.desk.frame.palette.commands import Command, commands
from regulars.desk.frame.rail import ENTRIES
from regulars.ledger.alike import folded
from regulars.people.persons import Staff

AT_ONCE = 8
ON_THE_PAGE = 50
LONGEST = 200


@dataclass(frozen=True)
class Page:
    label: str
    address: str


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What `q` may mean: the list for the field where a fragment was asked for. Never writes."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    most = AT_ONCE if request.htmx else ON_THE_PAGE
    found = workspace.current().find_customers(asked, at_most=most, language=get_language())
    context = {
        "asked": asked,
        "customers": found,
        "there_may_be_more": len(found) == most,
        "pages": _pages(asked, request.staff),
        "commands": _commands(asked, request.staff),
    }
    name = "_found.html" if request.htmx else "find.html"
    answer = render(request, f"frame/palette/{name}", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _pages(asked: str, staff: Staff) -> list[Page]:
    return [
        Page(one.label(), reverse(one.address))
        for one in ENTRIES
        if staff.role.may(one.needs) and _is_meant(asked, one.label)
    ]


def _commands(asked: str, staff: Staff) -> list[Command]:
    return [one for one in commands() if staff.role.may(one.needs) and _is_meant(asked, one.label)]


def _is_meant(asked: str, label: Callable[[], str]) -> bool:
    """Whether words of the label begin so, in the page's language or in English."""
    with override("en"):
        english = label()
    words = [word for text in (label(), english) for word in folded(text).split()]
    return all(any(word.startswith(one) for word in words) for one in folded(asked).split())
