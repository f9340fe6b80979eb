"""The headers that every page carries: nothing from elsewhere, nothing inline, nothing framed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
# A page names customers: only the browser that asked may keep it, and it asks again before use.
CACHE_CONTROL = "private, no-cache"

Answer = Callable[[HttpRequest], HttpResponse]


def page_headers(answer: Answer) -> Answer:
    """Middleware that sets both headers; static files are served before it and have their own."""

    def answer_with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        return response

    return answer_with_headers
