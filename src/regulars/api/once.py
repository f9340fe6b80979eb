"""A request that comes twice with the same `Idempotency-Key` is done once and answered twice."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.responses import NinjaJSONEncoder

from regulars.errors import RegularsError
from regulars.people.answers_kept import Answer, begin, end, give_up

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
LONGEST = 255
WORD = re.compile(rf"[\x21-\x7e]{{1,{LONGEST}}}")

PARAMETER = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": "Any word, new for each new request. The same word and request within a day "
    "are done once, and answered as the first time.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": "^[!-~]+$"},
}


class WordWrong(RegularsError):
    """The header is not a word that can be kept."""

    exit_code = 2


def once(request: HttpRequest, do: Callable[[], Any], *, status: int = 200) -> HttpResponse:
    """What `do` gives as JSON, or what it gave to the same request before.

    Where `do` raises, nothing is kept: the same request may come again.
    Raises: WordWrong, AnotherRequest, StillAtIt.
    """
    said = request.headers.get(HEADER)
    if said is None:
        return _response(Answer(status, _json(do())))
    if not WORD.fullmatch(said):
        raise WordWrong(
            f"{HEADER} is a word of 1 to {LONGEST} letters, digits and signs without blanks, e.g. "
            "a UUID. Nothing was changed."
        )
    key = request.auth.key
    kept = begin(key=key, said=said, request_sha256=_fingerprint(request), at=timezone.now())
    if kept is not None:
        told = _response(kept)
        told[REPLAYED] = "true"
        return told
    try:
        answer = Answer(status, _json(do()))
    except BaseException:
        give_up(key=key, said=said)
        raise
    end(key=key, said=said, answer=answer)
    return _response(answer)


def _fingerprint(request: HttpRequest) -> str:
    said = f"{request.method} {request.get_full_path()}\n".encode()
    return hashlib.sha256(said + request.body).hexdigest()


def _json(value: Any) -> str:
    return json.dumps(value, cls=NinjaJSONEncoder)


def _response(answer: Answer) -> HttpResponse:
    return HttpResponse(answer.body, status=answer.status, content_type="application/json")
