"""Writes down who saw and changed what by the API, as the desk does for its pages."""

from __future__ import annotations

import logging

from django.db import Error
from django.http import HttpRequest, HttpResponseBase

from regulars import workspace

log = logging.getLogger(__name__)

NAMES_NOBODY = {"health", "me", "facts", "openapi-json", "api-root"}
REFUSED, FAILED = 400, 500


def write_down(request: HttpRequest, response: HttpResponseBase) -> None:
    """An entry for what somebody's key asked for; none where nobody could be seen."""
    match, looking = request.resolver_match, request.method == "GET"
    if match is None or request.staff is None or (looking and match.url_name in NAMES_NOBODY):
        return
    outcome = "done" if response.status_code < REFUSED else "refused"
    if response.status_code >= FAILED:
        outcome = "failed"
    seen = not looking or outcome == "done"
    note(
        who=request.staff.username,
        what=match.url_name,
        looking=looking,
        outcome=outcome,
        customer_id=match.kwargs.get("customer_id") if seen else None,
        care_id=match.kwargs.get("care_id"),
    )


def note(
    *,
    who: str,
    what: str,
    looking: bool,
    outcome: str,
    customer_id: str | None = None,
    care_id: str | None = None,
) -> None:
    """Null: `customer_id` and `care_id` where it was about nobody, or about a list."""
    book = workspace.current()
    if care_id is not None:
        try:
            customer_id = book.customer_of_care(care_id)
        except Error:  # the entry is worth more with its person and call than not at all
            log.exception("The record does not tell whom a line was about")
    book.write_down(
        who=who,
        way="api",
        what=what,
        act="saw" if looking else "changed",
        customers=[] if customer_id is None else [customer_id],
        outcome=outcome,
    )
