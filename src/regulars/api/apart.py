"""Requests of programs, kept apart from the desk's pages: no session, no cookie, no page.

A middleware that answers what begins with /api/ itself, before all that pages need.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import resolve, set_urlconf
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag

from regulars.api.problems import PROBLEM_JSON, not_here, problem, problem_of
from regulars.api.reached_by import wrongly_reached
from regulars.api.recorded import write_down
from regulars.intake.posted_limits import MOST_BYTES

PLACE = "/api/"
ADDRESSES = "regulars.api.addresses"
BAD_REQUEST, TOO_LARGE, NOT_ALLOWED = 400, 413, 405

Answer = Callable[[HttpRequest], HttpResponseBase]


def programs_apart(answer: Answer) -> Answer:
    """Middleware; whatever goes wrong is told as a problem, never as a page."""

    def answer_programs(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PLACE):
            return answer(request)
        request.user, request.staff = AnonymousUser(), None
        set_urlconf(ADDRESSES)
        try:
            with translation.override("en"):
                response = _whole(request)
                write_down(request, response)
                return response
        finally:
            set_urlconf(None)

    return answer_programs


def _whole(request: HttpRequest) -> HttpResponseBase:
    try:
        return _finished(request, _answered(request))
    except Exception as error:
        return problem_of(error)


def _answered(request: HttpRequest) -> HttpResponseBase:
    refused = wrongly_reached(request) or _refused(request)
    if refused is not None:
        return refused
    try:
        found = resolve(request.path_info)
        request.resolver_match = found
        response: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    except Http404:
        return not_here()
    if response.status_code == NOT_ALLOWED:
        return _not_allowed(request, response)
    return response


def _refused(request: HttpRequest) -> HttpResponse | None:
    """What no call takes, whichever it is."""
    if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        return problem(
            BAD_REQUEST,
            "nul-character",
            "The address holds a NUL character, which nothing here is called by. Remove it.",
        )
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        size = 0
    if size > MOST_BYTES:
        return problem(
            TOO_LARGE,
            "too-large",
            f"A request has at most {MOST_BYTES:,} bytes, this one has {size:,}. Nothing was "
            "taken. Send fewer rows at a time, or import them as a file.",
        )
    return None


def _not_allowed(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    allowed = response.headers.get("Allow", "")
    told = problem(
        NOT_ALLOWED,
        "method-not-allowed",
        f"{request.method} is not for this address; it takes {allowed}. Nothing was changed.",
    )
    told["Allow"] = allowed
    return told


def _finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What was read before and is the same is not sent again."""
    patch_vary_headers(response, ("Authorization",))
    if request.method != "GET" or response.get("Content-Type") == PROBLEM_JSON:
        return response
    if not response.has_header("ETag"):
        set_response_etag(response)
    return get_conditional_response(request, etag=response.get("ETag"), response=response)
