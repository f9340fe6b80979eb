"""Whatever the API says it takes, and much that it does not, is asked of the real application.

Schemathesis makes requests of the OpenAPI document, right and wrong ones: for a key of each scope
of what it opens (test_api_roles asks for the rest), for one of all scopes of everything. No server
error may come, and each answer is one that the document has. The limit of requests is off; a run
takes the time that it is given, and asks every call twice at least.
"""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

if TYPE_CHECKING:
    from regulars.workspace import Book

SCOPES = ("read", "write:facts", "write:acts", "admin")
SECONDS_OF_ONE_SCOPE = 2.0
SECONDS_OF_ALL = 25.0
LEAST = 2
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def schema(book: Book, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The document, with the application that it is of."""
    from regulars.api import key_auth
    from regulars.desk.wsgi import application

    monkeypatch.setattr(key_auth, "seconds_to_wait", lambda **_: 0.0)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application())


@pytest.mark.filterwarnings("default")  # those of the libraries that make up requests
@pytest.mark.parametrize("scopes", [*((one,) for one in SCOPES), SCOPES], ids="+".join)
def test_no_request_makes_a_server_error(
    schema: Any, token_of: Callable[..., str], scopes: tuple[str, ...]
) -> None:
    headers = {"Authorization": f"Bearer {token_of(*scopes, name='fuzz')}"}
    calls = [one.ok() for one in schema.get_all_operations()]
    assert len(calls) > 35
    if scopes != SCOPES:
        calls = [call for call in calls if f"`{scopes[0]}`" in call.definition.raw["description"]]
    made = [
        (call, call.as_strategy(generation_mode=mode))
        for call in calls
        for mode in schemathesis.GenerationMode
    ]
    asked = dict.fromkeys((call.label for call in calls), 0)
    statuses: set[int] = set()

    def ask(case: Any) -> None:
        asked[case.operation.label] += 1
        response = case.call(headers=headers)
        statuses.add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    ends = time.monotonic() + (SECONDS_OF_ALL if scopes == SCOPES else SECONDS_OF_ONE_SCOPE)
    for number in itertools.count():
        for call, cases in made:
            if time.monotonic() < ends or asked[call.label] < LEAST:
                _some(cases, ask, number)
        if time.monotonic() > ends and min(asked.values()) >= LEAST:
            break
    assert 200 in statuses or scopes == ("admin",)
    assert 422 in statuses or scopes != SCOPES
    assert not statuses & {403, 405, 429}


def _some(cases: Any, ask: Callable[[Any], None], number: int) -> None:
    """A few requests; of a call that takes nothing there are no wrong ones."""
    asking = given(case=cases)(ask)
    asking = settings(
        max_examples=3,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )(asking)
    with contextlib.suppress(Unsatisfiable):
        seed(number)(asking)()
