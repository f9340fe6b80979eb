"""Asking who had a problem how easy it was: offered once it is solved."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_POST

from regulars import workspace
from regulars.acts.problem_acts import ProblemUnknown
from regulars.desk.formats.days import day_and_year
from regulars.desk.frame.record import about
from regulars.desk.pages.problems.problem_ids import key_of
from regulars.ledger.suppression import CustomerErased
from regulars.people.qr_code import qr_code
from regulars.workspace.ease import EaseNotNow
from regulars.workspace.problems import WholeProblem


@require_POST
def ask_ease(request: HttpRequest, problem_id: str) -> HttpResponse:
    """Notes that they are asked; the page then has the link."""
    source, key = key_of(problem_id)
    book = workspace.current()
    try:
        book.ask_ease(source=source, problem_key=key, at=timezone.now())
    except (ProblemUnknown, CustomerErased) as gone:
        raise Http404(str(gone)) from gone
    except EaseNotNow:
        pass  # the page says why, or has the link already
    customer = book.whole_problem(source=source, problem_key=key).customer
    if customer is not None:
        about(request, customer.customer_id)
    return redirect(f"{reverse('problem', args=[problem_id])}#ease")


def ease_shown(request: HttpRequest, whole: WholeProblem) -> dict[str, Any] | None:
    """What the page says of the question; None while the problem is not solved."""
    if whole.row["state"] != "solved" or whole.customer is None:
        return None
    book, key = workspace.current(), (whole.row["source"], whole.row["source_id"])
    ease = book.ease_of(source=key[0], problem_key=key[1])
    if ease.asked_on is None:
        try:
            book.check_ease(source=key[0], problem_key=key[1], at=timezone.now())
        except EaseNotNow as not_now:
            return {"said": ease, "why_not": _why_not(not_now)}
        return {"said": ease, "why_not": ""}
    if ease.score is not None:
        return {"said": ease, "why_not": ""}
    link = book.ease_link(source=key[0], problem_key=key[1])
    address = request.build_absolute_uri(reverse("ease", args=[link]))
    return {
        "said": ease,
        "address": address,
        "qr": qr_code(address),
        "only_here": not book.serving.addresses,
        "ways": book.ways_to_say(
            whole, {one: _text(one, address) for one in ("en", "bn")}, page_language=get_language()
        ),
    }


def _text(language: str, address: str) -> str:
    with override(language):
        return (
            gettext(
                "Hello {customer}, this is {business}. What you told us is solved. One question, "
                "one tap: how easy did we make it for you?"
            )
            + f" {address}"
        )


def _why_not(not_now: EaseNotNow) -> str:
    if not_now.why == "lately" and not_now.free_on is not None:
        told = gettext("They were asked about another problem lately; from %(day)s on they may be.")
        return told % {"day": day_and_year(not_now.free_on)}
    if not_now.why == "refused":
        return gettext("They do not want to be asked what they think.")
    return ""
