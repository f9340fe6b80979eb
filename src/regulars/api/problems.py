"""What went wrong, as a program reads it: problem details of RFC 9457.

`type` is a name that stays; `title` is short; `detail` says what happened, the value seen and what
to do next.
"""

from __future__ import annotations

import json
import logging
import math
import re
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError

from regulars.errors import RegularsError, disk_is_full

log = logging.getLogger(__name__)

PROBLEM_JSON = "application/problem+json"
NAMES = "urn:regulars:problem:"
BUSY_SECONDS = 5

BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, CONFLICT = 400, 401, 403, 404, 409
UNPROCESSABLE, TOO_MANY = 422, 429
FAULT, UNAVAILABLE, FULL = 500, 503, 507

STATUSES: dict[int, int] = {
    1: FAULT,
    2: UNPROCESSABLE,
    3: CONFLICT,
    4: NOT_FOUND,
    5: UNAVAILABLE,
    6: CONFLICT,
    7: FULL,
    8: UNAVAILABLE,
}
"""By the exit code that the same error has at the command line (docs/command-line.md)."""

TITLES = {
    BAD_REQUEST: "The request cannot be read",
    UNAUTHORIZED: "Who is asking is not known",
    FORBIDDEN: "This is not allowed",
    NOT_FOUND: "There is no such thing",
    405: "The address does not take this method",
    CONFLICT: "Not now, or not in this state",
    413: "The request is too large",
    UNPROCESSABLE: "The request says something that cannot be",
    TOO_MANY: "Too many requests",
    FAULT: "Something in Regulars failed",
    UNAVAILABLE: "The book cannot be read now",
    FULL: "The disk is full",
}


class NotForThis(RegularsError):
    """The key lacks the scope."""


class TooOften(RegularsError):
    """The key made more requests than it may. `seconds` until the next one."""

    def __init__(self, message: str, *, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


def problem(status: int, name: str, detail: str, **more: Any) -> HttpResponse:
    """A response that tells what went wrong."""
    said = {
        "type": f"{NAMES}{name}",
        "title": TITLES[status],
        "status": status,
        "detail": detail,
        **more,
    }
    return HttpResponse(json.dumps(said), status=status, content_type=PROBLEM_JSON)


def not_here() -> HttpResponse:
    return problem(
        NOT_FOUND,
        "no-such-address",
        "The API has nothing at this address. /api/v1/openapi.json lists what there is.",
    )


def problem_of(error: Exception) -> HttpResponse:
    """The response for whatever was raised; what nobody foresaw is logged as our fault."""
    match error:
        case AuthenticationError():
            told = problem(
                UNAUTHORIZED,
                "key-not-valid",
                "No valid key came with the request. Send one as `Authorization: Bearer …`; "
                "`regulars key add` or the page /keys makes one.",
            )
            told["WWW-Authenticate"] = 'Bearer realm="Regulars"'
            return told
        case NotForThis():
            return problem(FORBIDDEN, "key-not-for-this", str(error))
        case TooOften():
            told = problem(TOO_MANY, "too-often", str(error))
            told["Retry-After"] = str(math.ceil(error.seconds))
            return told
        case ValidationError():
            return _not_valid(error)
        case HttpError():
            return problem(
                BAD_REQUEST,
                "not-json",
                "The body of the request is no JSON. Nothing was changed. Correct it.",
            )
        case RegularsError():
            return _on_purpose(error)
        case SuspiciousOperation():
            return problem(BAD_REQUEST, "not-understood", f"{error} Nothing was changed.")
    return _not_on_purpose(error)


def handle(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """`problem_of`, as Ninja calls it."""
    assert isinstance(error, Exception)
    return problem_of(error)


def _on_purpose(error: RegularsError) -> HttpResponse:
    status = STATUSES.get(error.exit_code, FAULT)
    if status == FAULT:
        return _not_on_purpose(error)
    told = problem(status, _name_of(error), str(error))
    if error.exit_code == BUSY or status == UNAVAILABLE:
        told["Retry-After"] = str(BUSY_SECONDS)
    return told


BUSY = 6


def _not_valid(error: ValidationError) -> HttpResponse:
    wrong = [
        {"at": ".".join(str(one) for one in told["loc"]), "what": told["msg"]}
        for told in error.errors
    ]
    first = wrong[0] if wrong else {"at": "request", "what": "not valid"}
    return problem(
        UNPROCESSABLE,
        "not-valid",
        f"{first['at']}: {first['what']}. Nothing was changed. Correct it; "
        "/api/v1/openapi.json says what each call takes.",
        errors=wrong,
    )


def _not_on_purpose(error: Exception) -> HttpResponse:
    if disk_is_full(error):
        return problem(
            FULL,
            "disk-full",
            "There is no room left where the book lies. Nothing half done counts. Make room, then "
            "do the same again.",
        )
    if isinstance(error, OperationalError):
        log.error("The ledger does not answer: %s", " ".join(str(error).split()))
        told = problem(
            UNAVAILABLE,
            "ledger-busy",
            "The ledger does not answer, or somebody writes for longer than usual. Nothing half "
            "done counts. Try again in a moment.",
        )
        told["Retry-After"] = str(BUSY_SECONDS)
        return told
    log.error("A request of a program failed", exc_info=error)
    return problem(
        FAULT,
        "fault",
        "Something in Regulars failed, and nothing was changed in part. Try again; if it fails "
        "again, look at what “regulars serve” printed.",
    )


def _name_of(error: RegularsError) -> str:
    """`UnknownCustomer` is `unknown-customer`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
