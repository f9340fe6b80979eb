"""“Done” at a running desk while another process imports half a million lines into its book."""

from __future__ import annotations

import http.client
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from benchmarks.desk import Visitor, served
from benchmarks.import_online_retail import FILE
from benchmarks.results import Result
from benchmarks.timing import run

LINES = 500_000
ORDERS_A_CUSTOMER = 50
QUIET_POSTS = 150
THINKING_SECONDS = 0.02
"""Between two answers: a person never answers so fast, so that many answers are measured."""


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
        self._visitor = Visitor(port)
        self._visitor.enter(token)
        page = self._visitor.ask("GET", "/")[1]
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
            status, _ = self._visitor.ask("POST", f"/today/{line}/{verb}", said)
            answers.seconds.append(time.perf_counter() - began)
            answers.failed += status != http.client.OK
            time.sleep(THINKING_SECONDS)
        raise AssertionError("unreachable")


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
