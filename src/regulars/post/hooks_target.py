"""Where a web hook may send: never to where somebody could use us to reach what is ours.

An address that names a public host may lead into this network, today or tomorrow; so what counts
are the numbers it resolves to, looked at before each attempt, and the attempt goes to those.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy

from regulars.errors import RegularsError

LONGEST_URL = 2_000
HTTPS, HTTP = 443, 80

Number = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class TargetRefused(RegularsError):
    """A web hook may not send there. `why` is a code, the message says it."""

    exit_code = 2

    def __init__(self, why: str) -> None:
        super().__init__(str(WHY[why]))
        self.why = why


WHY = {
    "not_a_url": gettext_lazy("This is no web address. Write e.g. https://example.org/regulars."),
    "not_https": gettext_lazy(
        "Messages go by https only; by http only to this machine (127.0.0.1, ::1, localhost)."
    ),
    "not_found": gettext_lazy("The name of this host leads nowhere. Check how it is written."),
    "inside": gettext_lazy(
        "This address lies within this machine or its network. Tick that this is meant, or write "
        "a public one."
    ),
    "never": gettext_lazy("Nothing is sent to this kind of address. Write that of a web server."),
}


@dataclass(frozen=True)
class Target:
    """`path` with the query."""

    host: str
    port: int
    path: str
    tls: bool


def target_of(url: str) -> Target:
    """What the address says. Raises: TargetRefused where no message may go by it at all."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        host = host and host.encode("idna").decode() if ":" not in (host or "") else host
    except ValueError:
        raise TargetRefused("not_a_url") from None
    plain = len(url) <= LONGEST_URL and url.isascii() and url.isprintable() and " " not in url
    if not plain or not host or parts.username or parts.password or parts.fragment:
        raise TargetRefused("not_a_url")
    if parts.scheme not in ("https", "http"):
        raise TargetRefused("not_https")
    if parts.scheme == "http" and not _is_this_machine(host):
        raise TargetRefused("not_https")
    tls = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, port or (HTTPS if tls else HTTP), path, tls)


def numbers_of(target: Target, *, inside: bool) -> tuple[str, ...]:
    """The numbers to connect to, all of them allowed. Raises: TargetRefused."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise TargetRefused("not_found") from None
    numbers = tuple(dict.fromkeys(str(address[4][0]) for address in found))
    if not numbers:
        raise TargetRefused("not_found")
    for text in numbers:
        _check(ipaddress.ip_address(text.partition("%")[0]), inside=inside, tls=target.tls)
    return numbers


def _check(number: Number, *, inside: bool, tls: bool) -> None:
    number = _within(number)
    if number.is_loopback:
        if not inside:
            raise TargetRefused("inside")
        return
    if not tls:
        raise TargetRefused("not_https")  # a name for this machine that leads elsewhere
    if number.is_link_local or number.is_multicast or number.is_unspecified or number.is_reserved:
        raise TargetRefused("never")
    if not number.is_global and not inside:
        raise TargetRefused("inside")


def _within(number: Number) -> Number:
    """The old number that a new one leads to."""
    if isinstance(number, ipaddress.IPv4Address):
        return number
    held = number.ipv4_mapped or number.sixtofour or (number.teredo and number.teredo[1])
    if held:
        return held
    if number in _NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
