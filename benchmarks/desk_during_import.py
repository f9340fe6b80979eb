"""“Done” at a running desk while another process imports half a million lines into its book."""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.import_online_retail import FILE
from benchmarks.results import Result
from benchmarks.timing import run

LINES = 500_000
ORDERS_A_CUSTOMER = 50
QUIET_POSTS = 150
THINKING_SECONDS = 0.02
"""Between two answers: a person never answers so fast, so that many answers are measured."""
PATIENCE_SECONDS = 60.0
HOST = "127.0.0.1"


@dataclass
class Answers:
    """Units: seconds from sending an answer to having the changed line."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0

    def p(self, share: float) -> float:
        return sorted(self.seconds)[min(int(share * len(self.seconds)), len(self.seconds) - 1)]


class Person:
    """Somebody logged in at the desk, who says of every line that it is done, and takes it back."""

    def __init__(self, port: int, token: str) -> None:
        self._link = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
        self._cookies: dict[str, str] = {}
        self._ask("GET", f"/enter/{token}")
        self._ask("POST", f"/enter/{token}")
        page = self._ask("GET", "/")[1]
        self._lines = sorted(set(re.findall(r"/today/([^/\"]+)/done", page)))
        if not self._lines:
            raise RuntimeError("nobody to take care of at the desk")

    def answer(self, until: Callable[[int], bool]) -> Answers:
        answers = Answers()
        for number in count():
            if until(number):
                return answers
            line = self._lines[number // 2 % len(self._lines)]
            verb = ("done", "put-back")[number % 2]
            said = {"received": "welcome", "note": f"said {number}"} if verb == "done" else {}
            began = time.perf_counter()
            status, _ = self._ask("POST", f"/today/{line}/{verb}", said)
            answers.seconds.append(time.perf_counter() - began)
            answers.failed += status != http.client.OK
            time.sleep(THINKING_SECONDS)
        raise AssertionError("unreachable")

    def _ask(self, method: str, path: str, said: dict[str, str] | None = None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if method == "POST":
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": self._cookies.get("csrftoken", ""),
                "HX-Request": "true",
            }
        self._link.request(method, path, urlencode(said or {}), headers)
        told = self._link.getresponse()
        page = told.read().decode()
        for cookie in told.msg.get_all("Set-Cookie", []):
            name, _, value = cookie.split(";")[0].partition("=")
            self._cookies[name] = value
        return told.status, page


def measure() -> Result:
    with tempfile.TemporaryDirectory() as place:
        quiet, busy, imported = answer_twice(Path(place))
    return Result(
        name="desk_during_import",
        what=(
            f"“Done” and back over HTTP during an import of {imported}: p95 of "
            f"{len(busy.seconds)}; median {1000 * statistics.median(busy.seconds):.0f} ms, "
            f"longest {1000 * max(busy.seconds):.0f} ms, {busy.failed} failed"
        ),
        seconds=busy.p(0.95),
        baseline=(
            f"the same without an import; median {1000 * statistics.median(quiet.seconds):.0f} ms, "
            f"longest {1000 * max(quiet.seconds):.0f} ms, {quiet.failed} failed"
        ),
        baseline_seconds=quiet.p(0.95),
        peak_mib=None,
    )


def answer_twice(place: Path) -> tuple[Answers, Answers, str]:
    """Answers given in quiet, and during an import; what was imported."""
    book = place / "book"
    run(["-m", "regulars.cli.main", "demo", str(book), "--no-serve"])
    lines = FILE if FILE.is_file() else write_lines(place / "orders.csv")
    with served(book) as (port, token):
        person = Person(port, token)
        person.answer(lambda number: number >= QUIET_POSTS // 10)  # warm
        quiet = person.answer(lambda number: number >= QUIET_POSTS)
        command = [sys.executable, "-m", "regulars.cli.main", "import", str(lines)]
        importing = subprocess.Popen([*command, "--book", str(book)], stdout=subprocess.DEVNULL)
        busy = person.answer(lambda _: importing.poll() is not None)
        if importing.returncode:
            raise RuntimeError(f"the import ended with {importing.returncode}")
    return quiet, busy, f"{lines.name} (541,909 lines)" if lines == FILE else f"{LINES:,} lines"


def write_lines(path: Path) -> Path:
    with path.open("w") as file:
        file.write("order_id,customer_id,order_date,amount,currency\n")
        for n in range(LINES):
            day = f"{2023 + n % 3}-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
            file.write(f"x{n},y{n // ORDERS_A_CUSTOMER},{day},{n % 900 + 1},EUR\n")
    return path


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
