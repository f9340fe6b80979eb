"""Writes down who saw and changed what, whichever address it was: nothing a view has to think of.

An address that names customers otherwise than by `customer_id` or `care_id` says whom with
`about`. One whose page names nobody, and is looked at often, says so with `names_nobody`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import Error
from django.http import HttpRequest, HttpResponse

from regulars import workspace
from regulars.desk.frame.headers import Answer
from regulars.desk.frame.roles import View

log = logging.getLogger(__name__)

LOOKING = {"GET", "HEAD", "OPTIONS"}
REFUSED, FAILED = 400, 500


def names_nobody(view: View) -> View:
    """Looking at this address is not written down: no customer can be seen there."""
    view.names_nobody = True  # type: ignore[attr-defined]
    return view


def about(request: HttpRequest, *customer_ids: str) -> None:
    """Whom the request is about, where its address does not tell."""
    request.about_customers = [*getattr(request, "about_customers", []), *customer_ids]


def taken(request: HttpRequest) -> None:
    """What was sent was taken, though it is answered by a page and not by going to one."""
    request.was_taken = True


def record(answer: Answer) -> Answer:
    """Middleware: an entry for everything that somebody of the team asked for."""

    def answer_and_record(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        match = request.resolver_match
        looking = request.method in LOOKING
        who = _who(request)
        if match and who and not (looking and getattr(match.func, "names_nobody", False)):
            outcome = _outcome(request, response)
            workspace.current().write_down(
                who=who,
                way="desk",
                what=match.view_name,
                act="saw" if looking else "changed",
                # Somebody who is not there was not seen, whatever the address says.
                customers=[] if looking and outcome != "done" else list(_customers(request)),
                outcome=outcome,
            )
        return response

    return answer_and_record


def _who(request: HttpRequest) -> str:
    """Whoever asked; after a log-in, who came in by it."""
    if request.staff is not None:
        return str(request.staff.username)
    return str(request.user.username) if request.user.is_authenticated else ""


def _customers(request: HttpRequest) -> Iterator[str]:
    named = request.resolver_match.kwargs
    yield from (str(one) for name, one in named.items() if name.endswith("customer_id"))
    yield from getattr(request, "about_customers", [])
    if "care_id" in named:
        try:
            customer = workspace.current().customer_of_care(named["care_id"])
        except Error:  # the entry is worth more with its person and address than not at all
            log.exception("The record does not tell whom a line was about")
            return
        if customer is not None:
            yield customer


def _outcome(request: HttpRequest, response: HttpResponse) -> str:
    if response.status_code >= FAILED:
        return "failed"
    if response.status_code >= REFUSED:
        return "refused"
    form_came_back = (
        request.method == "POST"
        and response.status_code == 200
        and not getattr(request, "was_taken", False)
        and not request.htmx
    )
    # What is taken is answered by going to a page; a form that comes back was not taken.
    return "refused" if form_came_back else "done"
