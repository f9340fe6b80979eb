"""By which names programs may ask, and that no key travels in the clear where TLS was promised."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from regulars.api.problems import BAD_REQUEST, FORBIDDEN, problem


def wrongly_reached(request: HttpRequest) -> HttpResponse | None:
    """The refusal of who asks by another name, or in the clear by a name that is served by TLS.

    It sends nobody on to the right address: the key would have been read on the way all the same.
    """
    try:
        name, _ = split_domain_port(request.get_host())
    except DisallowedHost:
        return problem(
            BAD_REQUEST,
            "not-by-this-name",
            "The API does not go by the name in the Host header. Nothing was done. Ask by a name "
            "that `addresses` in [serve] of book.toml tells, or add this one there.",
        )
    if request.is_secure() or name not in settings.SERVING.only_tls:
        return None
    return problem(
        FORBIDDEN,
        "in-the-clear",
        f"{name} is served by TLS, and this request came without. Nothing was done. Ask "
        f"https://{name}, and revoke the key if it came over a network: others could read it. If "
        "it did come by TLS, the web server before Regulars must be named in `proxies` of [serve] "
        "and say so in X-Forwarded-Proto.",
    )
