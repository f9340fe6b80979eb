"""The headers that every page carries: nothing from elsewhere, nothing inline, nothing framed."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("connect", "font", "img", "manifest", "script")),
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Everything that a page loads is named; what is not, e.g. plug-ins and frames, is refused."""
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# A page names customers: only the browser that asked may keep it, and it asks again before use.
CACHE_CONTROL = "private, no-cache"

Answer = Callable[[HttpRequest], HttpResponse]


def page_headers(answer: Answer) -> Answer:
    """Middleware that sets them; static files are served before it and have their own.

    A cookie that was set by TLS is never sent in the clear.
    """

    def answer_with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response

    return answer_with_headers
