"""From whom a request really came, and whether by TLS: believed only of a proxy that was named."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from regulars.book.serving import Serving
from regulars.desk.frame.headers import Answer
from regulars.desk.pages.errors.view import not_by_tls

SCHEME, CLIENTS = "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"
SAID = (SCHEME, CLIENTS, "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED")


@dataclass(frozen=True)
class Proxy:
    """Who is at the other end of the connection, and the scheme that it says it was asked by."""

    peer: str
    said: str
    trusted: bool


def behind_proxy(answer: Answer) -> Answer:
    """Middleware, the first of all: sets scheme and peer as a proxy that was named says.

    What anybody else says of where a request came from is dropped before a page can read it.
    """

    def answer_knowing_whom(request: HttpRequest) -> HttpResponse:
        serving: Serving = settings.SERVING
        peer = request.META.get("REMOTE_ADDR", "")
        scheme = request.META.get(SCHEME, "").strip().lower()
        request.proxy = Proxy(peer, said=scheme, trusted=serving.trusts(peer))
        if request.proxy.trusted:
            if scheme in ("http", "https"):
                request.environ["wsgi.url_scheme"] = scheme
            request.META["REMOTE_ADDR"] = _client(request.META.get(CLIENTS, ""), peer, serving)
        for name in SAID:
            request.META.pop(name, None)
        return answer(request)

    return answer_knowing_whom


def only_by_tls(answer: Answer) -> Answer:
    """Middleware that keeps the names that are served by TLS out of the clear."""

    def answer_by_tls(request: HttpRequest) -> HttpResponse:
        if not request.is_secure() and _host(request) in settings.SERVING.only_tls:
            return _to_tls(request, request.proxy)
        return answer(request)

    return answer_by_tls


def _to_tls(request: HttpRequest, proxy: Proxy) -> HttpResponse:
    """To the same address by TLS; but a proxy set up half way would send it back for ever."""
    if proxy.trusted and not proxy.said:
        return not_by_tls("proxy_silent", peer=proxy.peer)
    if proxy.said and not proxy.trusted:
        return not_by_tls("proxy_unnamed", peer=proxy.peer)
    if request.method not in ("GET", "HEAD"):
        return not_by_tls("in_the_clear", peer=proxy.peer)
    return HttpResponsePermanentRedirect(f"https://{_host(request)}{request.get_full_path()}")


def _client(chain: str, peer: str, serving: Serving) -> str:
    """The last address of the chain that is no proxy of ours; anybody may write what is before."""
    for said in reversed([one.strip() for one in chain.split(",")]):
        try:
            address = str(ipaddress.ip_address(said))
        except ValueError:
            return peer
        if not serving.trusts(address):
            return address
        peer = address
    return peer


def _host(request: HttpRequest) -> str:
    """The name that was asked for, without the port. Raises: DisallowedHost."""
    host: str = request.get_host()
    name, _, port = host.rpartition(":")
    return name if name and port.isdigit() else host
