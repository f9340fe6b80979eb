"""The desk as people start it, and somebody logged in at it, over HTTP."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

PATIENCE_SECONDS = 60.0
HOST = "127.0.0.1"


class Visitor:
    """One connection of somebody logged in; give `cookies` of one to another of the same person."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self._link = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
        self.cookies = dict(cookies or {})

    def enter(self, token: str) -> None:
        """Log in by a link."""
        self.ask("GET", f"/enter/{token}")
        self.ask("POST", f"/enter/{token}")

    def leave(self) -> None:
        self._link.close()

    def ask(self, method: str, path: str, said: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": self.cookies.get("csrftoken", ""),
                "HX-Request": "true",
            }
        self._link.request(method, path, urlencode(said or {}), headers)
        told = self._link.getresponse()
        page = told.read().decode()
        for cookie in told.msg.get_all("Set-Cookie", []):
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return told.status, page


@contextmanager
def served(book: Path) -> Iterator[tuple[int, str]]:
    """`regulars serve`, as people start it: its port, and the log-in link's token."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    line = [sys.executable, "-m", "regulars.cli.main", "serve", "--book", str(book)]
    serving = subprocess.Popen(
        line, env=os.environ | {"PORT": str(port)}, stdout=subprocess.PIPE, text=True
    )
    assert serving.stdout
    try:
        token = ""
        for told in serving.stdout:
            if found := re.search(r"/enter/(\S+)", told):
                token = found[1]
            if "Stop with" in told:
                break
        _wait_for(port)
        yield port, token
    finally:
        serving.terminate()
        serving.wait(PATIENCE_SECONDS)
        serving.stdout.close()


def _wait_for(port: int) -> None:
    ends = time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < ends:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the desk did not begin to serve")
