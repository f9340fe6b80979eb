"""One attempt to send one message: to the numbers that were allowed, within a time, no further."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer

from regulars.post.hooks_target import Target, TargetRefused, numbers_of, target_of

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 10.0
"""Of an attempt: a receiver that answers letter by letter does not hold the others up."""

TAKEN = range(200, 300)
MOVED = range(300, 400)
GONE = 410


@dataclass(frozen=True)
class Attempt:
    """Null: `status` where no answer came; `trouble`, a code, where the message was taken."""

    status: int | None
    trouble: str | None

    @property
    def taken(self) -> bool:
        return self.trouble is None

    @property
    def gone(self) -> bool:
        """The receiver says that it wants no more, ever."""
        return self.status == GONE


def send(url: str, *, body: bytes, headers: Mapping[str, str], inside: bool) -> Attempt:
    """Post the body; redirects are not followed, of the answer only the status is read."""
    try:
        target = target_of(url)
        numbers = numbers_of(target, inside=inside)
    except TargetRefused as refused:
        return Attempt(None, refused.why)
    link = _Link(target, numbers)
    watch = Timer(WHOLE_SECONDS, link.cut)
    watch.daemon = True
    watch.start()
    try:
        link.request("POST", target.path, body=body, headers=dict(headers))
        status = link.getresponse().status
    except ssl.SSLError:
        return Attempt(None, "tls")
    except (OSError, http.client.HTTPException, ValueError, AttributeError):
        return Attempt(None, "too_slow" if link.was_cut else "unreachable")
    finally:
        watch.cancel()
        link.close()
    if link.was_cut:  # an answer without an end, of which the beginning can be read
        return Attempt(None, "too_slow")
    if status in TAKEN:
        return Attempt(status, None)
    return Attempt(status, "moved" if status in MOVED else "refused")


class _Link(http.client.HTTPConnection):
    """To one of the allowed numbers, under the name that was asked for."""

    def __init__(self, target: Target, numbers: tuple[str, ...]) -> None:
        super().__init__(target.host, target.port, timeout=CONNECT_SECONDS)
        if target.tls:
            self.default_port = http.client.HTTPS_PORT
        self._target, self._numbers = target, numbers
        self.was_cut = False

    def connect(self) -> None:
        for place, number in enumerate(self._numbers, start=1):
            try:
                self.sock = socket.create_connection((number, self._target.port), CONNECT_SECONDS)
                break
            except OSError:
                if place == len(self._numbers):
                    raise
        if self._target.tls:
            name = self._target.host
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=name)

    def cut(self) -> None:
        """End it, from another thread."""
        self.was_cut = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)
