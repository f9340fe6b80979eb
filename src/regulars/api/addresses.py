"""Every address of the API."""

from __future__ import annotations

from typing import Any

from django.urls import path
from ninja import NinjaAPI

from regulars.api.calls import book, card, customers, facts, imports, today
from regulars.api.key_auth import Key
from regulars.api.once import PARAMETER
from regulars.api.problems import PROBLEM_JSON, handle

DESCRIPTION = """One business's book, for programs. A key goes with each request, as
`Authorization: Bearer …`; amounts are in minor units of their currency, instants have an offset, a
figure that is not known is null. Errors are problem details (RFC 9457). docs/api.md says more."""

PROBLEM = {
    "description": "What went wrong, the value seen, and what to do.",
    "content": {
        PROBLEM_JSON: {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string", "description": "A name that stays."},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "errors": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"at": {"type": "string"}, "what": {"type": "string"}},
                        },
                    },
                },
            }
        }
    },
}


class Api(NinjaAPI):
    """Ninja's, with problems as the answer to whatever goes wrong."""

    def set_default_exception_handlers(self) -> None:
        self.add_exception_handler(Exception, handle)

    def get_openapi_schema(self, **options: Any) -> Any:
        """With the answer that every call may give."""
        schema = super().get_openapi_schema(**options)
        scopes = scopes_by_call()
        for address in schema["paths"].values():
            for method, call in address.items():
                call["responses"]["default"] = PROBLEM
                if method == "post":
                    call["parameters"] = [*call["parameters"], PARAMETER]
                scope = scopes[call["operationId"]]
                asks = "no key" if scope is None else f"a key for `{scope}`" if scope else "any key"
                call["description"] = f"{call['description']} Asks for {asks}."
        return schema


def scopes_by_call() -> dict[str, str | None]:
    """By the id of each call: the scope that it asks for, "" for any key, None for no key."""
    found = {}
    for matter in MATTERS:
        for view in matter.router.path_operations.values():
            for call in view.operations:
                keys = [one for one in call.auth_callbacks if isinstance(one, Key)]
                found[str(call.operation_id)] = (keys[0].scope or "") if keys else None
    return found


MATTERS = (book, facts, imports, card, customers, today)

API = Api(
    title="Regulars",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api-v1",
)
for _matter in MATTERS:
    API.add_router("", _matter.router)

urlpatterns = [path("api/v1/", API.urls)]
