"""How a book's desk is reached from elsewhere: `[serve]` of `book.toml`, or the environment."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from regulars.errors import RegularsError

LOCAL = "127.0.0.1"
ADDRESSES, PROXIES, LISTEN = "REGULARS_ADDRESSES", "REGULARS_PROXIES", "REGULARS_LISTEN"
"""Variables that count instead of the file; lists with commas."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class ServingWrong(RegularsError):
    """`[serve]` cannot be used as it is."""

    exit_code = 3


@dataclass(frozen=True)
class Serving:
    """`addresses` are how people reach the desk, e.g. `https://desk.example.com`, without path.

    `proxies` may say for whom they ask and whether it came by TLS; nobody else may.
    """

    addresses: tuple[str, ...] = ()
    proxies: tuple[Network, ...] = ()
    listen: str = LOCAL

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names by which the desk may be asked."""
        return tuple(dict.fromkeys(_host(urlsplit(one)) for one in self.addresses))

    @property
    def only_tls(self) -> frozenset[str]:
        """Those hosts that are never served in plain HTTP."""
        plain = {_host(urlsplit(one)) for one in self.addresses if one.startswith("http://")}
        return frozenset(self.hosts) - plain

    @property
    def in_the_clear(self) -> tuple[str, ...]:
        """Addresses on which everybody in the network can read along."""
        return tuple(one for one in self.addresses if one.startswith("http://"))

    def trusts(self, peer: str) -> bool:
        """Whether what this peer says of others is believed."""
        try:
            address = ipaddress.ip_address(peer)
        except ValueError:
            return False
        return any(address in network for network in self.proxies)


ONLY_HERE = Serving()
"""Nobody reaches the desk but by this machine itself."""


def serving(table: Mapping[str, Any]) -> Serving:
    """Of the file's table and the environment. Raises: ServingWrong."""
    return Serving(
        addresses=tuple(map(_address, _list(table, "addresses", ADDRESSES))),
        proxies=tuple(map(_network, _list(table, "proxies", PROXIES))),
        listen=_listen(os.environ.get(LISTEN) or table.get("listen", LOCAL)),
    )


def _list(table: Mapping[str, Any], name: str, variable: str) -> list[str]:
    said = os.environ.get(variable)
    if said is not None:
        return [one.strip() for one in said.split(",") if one.strip()]
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ServingWrong(f'{name} = {value} in [serve] is no list of texts. Write e.g. ["…"].')
    return value


def _address(said: str) -> str:
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError:
        parts, port = SplitResult("", "", "", "", ""), None
    rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(rest):
        raise ServingWrong(
            f"“{said}” in [serve] addresses is no address of a desk. "
            "Write e.g. https://desk.example.com, without a path."
        )
    return f"{parts.scheme}://{_host(parts)}" + (f":{port}" if port else "")


def _network(said: str) -> Network:
    try:
        return ipaddress.ip_network(said)
    except ValueError:
        raise ServingWrong(
            f"“{said}” in [serve] proxies is neither an IP address nor a network. "
            "Write e.g. 127.0.0.1 or 10.0.0.0/8."
        ) from None


def _listen(said: Any) -> str:
    try:
        return str(ipaddress.ip_address(said))
    except ValueError:
        raise ServingWrong(
            f"listen = “{said}” in [serve] is no IP address. Write e.g. 127.0.0.1, or 0.0.0.0 for "
            "every network of this machine."
        ) from None


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host
