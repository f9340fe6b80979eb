"""2,000 problem reports and answers in a minute, through the real server: none may be lost.

Half are told on the public page (each opens it first), the rest by the API, as answers to how easy
it was, and as contacts noted at the desk. What was acknowledged is then looked up in the ledger,
one by one. Prints JSON; `--postgresql` on a server of this machine, `--reports`, `--seconds` and
`--customers` for smaller ones. Strangers come from addresses of their own, as behind a proxy.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import queue
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.desk import HOST, PATIENCE_SECONDS, Visitor, served
from benchmarks.results import Result
from benchmarks.timing import run
from regulars.ledger.place import VARIABLE
from tests.postgresql_server import Server, programs

REPORTS, SECONDS, CUSTOMERS = 2_000, 60.0, 2_000
SHARES = (("page", 50), ("api", 20), ("ease", 15), ("desk", 15))
CONNECTIONS = 32
WARM = 5
PROXIES = "REGULARS_PROXIES"
API_SOURCE = "rush"
ADDRESSES_OF_STRANGERS = 5_000


@dataclass(frozen=True)
class Wanted:
    """One report or answer. Units: seconds from the beginning. `key`: what the ledger knows it by.

    `number` is its place among those of its way.
    """

    at: float
    way: str
    key: str
    number: int


@dataclass(frozen=True)
class Became:
    """Units: seconds from the moment somebody wants it until it was acknowledged."""

    wanted: Wanted
    status: int
    acknowledged: bool
    seconds: float


def measure() -> Result | None:
    """On SQLite."""
    return _result("problem_rush", rush(reports=REPORTS, seconds=SECONDS, customers=CUSTOMERS))


def measure_postgresql() -> Result | None:
    """On a PostgreSQL server of this machine; None where there is none."""
    if programs() is None:
        return None
    with postgresql():
        told = rush(reports=REPORTS, seconds=SECONDS, customers=CUSTOMERS)
    return _result("problem_rush_postgresql", told)


def rush(*, reports: int, seconds: float, customers: int) -> dict[str, Any]:
    """What was sent, acknowledged, refused and lost, on the database that the environment names."""
    with tempfile.TemporaryDirectory() as place:
        book = Path(place) / "book"
        made = _step("make", book, {"reports": reports, "customers": customers})
        os.environ[PROXIES] = HOST
        with served(book) as (port, token):
            owner = Visitor(port)
            owner.enter(token)
            _warm(port, made)
            became = _send(port, owner, made, _wishes(reports, seconds))
        by_way: dict[str, list[str]] = {way: [] for way, _ in SHARES}
        for one in became:
            if one.acknowledged:
                by_way[one.wanted.way].append(one.wanted.key)
        held = _step("count", book, by_way)
    took = max(one.wanted.at + one.seconds for one in became)
    times = sorted(one.seconds for one in became)
    refused = Counter(str(one.status) for one in became if not one.acknowledged)
    return {
        "database": "postgresql" if VARIABLE in os.environ else "sqlite",
        "customers": customers,
        "sent": len(became),
        "seconds": round(took, 1),
        "acknowledged": sum(map(len, by_way.values())),
        "by_way": {way: len(keys) for way, keys in by_way.items()},
        "refused": dict(refused),
        "lost": held["lost"],
        "twice": held["twice"],
        "never_acknowledged": held["never_acknowledged"],
        "p50_seconds": round(times[len(times) // 2], 3),
        "p95_seconds": round(times[int(0.95 * len(times))], 3),
        "slowest_seconds": round(times[-1], 3),
    }


def make(book: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """A book with customers, results, and problems to act on; what visitors need to know of it."""
    from datetime import UTC, datetime

    import regulars
    from regulars.opening import init_book
    from regulars.world import make_world
    from regulars.world.write_files import write_files

    clock = datetime.now(UTC)
    opened = init_book(book, name="Hill View", zone="Asia/Dhaka", currency="BDT")
    if asked["customers"]:
        world = make_world(seed=7, ends_on=clock.date(), customers=asked["customers"])
        opened.import_files(write_files(world=world, folder=book.parent / "files"))
        opened.refresh()
        opened.close()
        opened = regulars.open(book)
    counts = _counts(asked["reports"])
    day = opened._day(clock).isoformat()
    rows = [
        {
            "source": API_SOURCE,
            "source_id": f"{way}-{number}",
            "customer_source": API_SOURCE,
            "customer_key": f"C-{way}-{number}",
            "state": "solved" if way == "ease" else "open",
            "happened_on": day,
        }
        for way in ("ease", "desk")
        for number in range(counts[way])
    ]
    people = [
        {"source": API_SOURCE, "source_id": row["customer_key"], "kind": "person"} for row in rows
    ]
    for fact, some in (("customer", people), ("problem", rows)):
        for start in range(0, len(some), 500):
            done = opened.post_facts(fact, some[start : start + 500], sender="rush")
            assert done.counts["new"] == len(some[start : start + 500]), done.counts
    # Only now that a book is open, for these are made of its settings.
    from regulars.desk.pages.problems.problem_ids import problem_id
    from regulars.people.keys import make_key, person_named
    from regulars.people.login_link import make_login_link
    from regulars.people.persons import OWNER
    from regulars.workspace.told_problems import Spot

    make_login_link(at=clock)  # so that the owner is there
    person = person_named(OWNER)
    _, token = make_key(user=person, name="rush", scopes=["write:facts"], at=clock)
    return {
        "spot": opened.tell_link(Spot(place="Cabin 3")),
        "key": token,
        "day": day,
        "ease": [
            opened.ease_link(source=API_SOURCE, problem_key=f"ease-{number}")
            for number in range(counts["ease"])
        ],
        "desk": [problem_id(API_SOURCE, f"desk-{number}") for number in range(counts["desk"])],
    }


def count(book: Path, acknowledged: dict[str, Any]) -> dict[str, Any]:
    """How many of these the ledger does not hold, or holds more often than once."""
    from django.db.models import Q

    import regulars

    regulars.open(book)
    from regulars.ledger.current import current_rows
    from regulars.ledger.models import MODELS

    held = {
        "page": [
            row["source_id"] for row in current_rows("problem", Q(source="desk", channel="website"))
        ],
        "api": [
            row["source_id"]
            for row in current_rows("problem", Q(source=API_SOURCE, source_id__startswith="api-"))
        ],
        "ease": [
            row["problem_key"] for row in current_rows("answer", Q(source=API_SOURCE, kind="ces"))
        ],
        "desk": [
            row["problem_key"]
            for row in current_rows("problem_event", Q(source=API_SOURCE, kind="contact"))
        ],
    }
    revisions = MODELS["problem"].objects.filter(source="desk", channel="website").count()
    twice = sum(len(keys) - len(set(keys)) for keys in held.values())
    return {
        "lost": sum(len(set(acknowledged[way]) - set(keys)) for way, keys in held.items()),
        "twice": twice + revisions - len(held["page"]),
        "never_acknowledged": sum(
            len(set(keys) - set(acknowledged[way])) for way, keys in held.items()
        ),
    }


@contextmanager
def postgresql() -> Iterator[None]:
    """A server of this machine that loses nothing of what it wrote, and a database in it."""
    found = programs()
    assert found is not None
    server = Server(found)
    try:
        for setting in ("fsync", "full_page_writes"):
            server.execute(f"ALTER SYSTEM SET {setting} = on")
        server.execute("SELECT pg_reload_conf()")
        os.environ[VARIABLE] = server.url(server.new_database())
        yield
    finally:
        os.environ.pop(VARIABLE, None)
        server.close()


def _warm(port: int, made: dict[str, Any]) -> None:
    """Every worker of the server has opened the page; a desk has been up before a bad day."""

    def look() -> None:
        for _ in range(WARM):
            _ask(port, "GET", f"/tell/{made['spot']}", {})

    threads = [threading.Thread(target=look) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _send(port: int, owner: Visitor, made: dict[str, Any], wishes: list[Wanted]) -> list[Became]:
    """Each at its time, whether or not the ones before were acknowledged."""
    waiting: queue.SimpleQueue[tuple[float, Wanted] | None] = queue.SimpleQueue()
    became: list[Became] = []

    def work() -> None:
        while (one := waiting.get()) is not None:
            wanted_at, wanted = one
            try:
                status, acknowledged = _one(port, owner, made, wanted)
            except (http.client.HTTPException, OSError):
                status, acknowledged = 0, False
            took = time.perf_counter() - wanted_at
            became.append(Became(wanted, status, acknowledged, took))

    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    for wanted in wishes:
        time.sleep(max(0.0, began + wanted.at - time.perf_counter()))
        waiting.put((began + wanted.at, wanted))
    for _ in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    return became


def _one(port: int, owner: Visitor, made: dict[str, Any], wanted: Wanted) -> tuple[int, bool]:
    number = wanted.number
    match wanted.way:
        case "page":
            said = {
                "entry_id": wanted.key,
                "topic": "quality",
                "text": f"report {number}: it does not work",
                "phone": f"0171{number:07d}",
                "name": f"Guest {number}",
            }
            return _as_a_stranger(port, number, f"/tell/{made['spot']}", said)
        case "ease":
            score = {"score": str(1 + number % 7)}
            return _as_a_stranger(port, number, f"/ease/{made['ease'][number]}", score)
        case "desk":
            visitor = Visitor(port, owner.cookies)
            said = {"act_id": f"{number:032x}", "seen": "", "began_by": "us"}
            said |= {"channel": "call", "note": f"called {number}"}
            try:
                path = f"/problems/{made['desk'][number]}/contact"
                status, _ = visitor.ask("POST", path, said)
            finally:
                visitor.leave()
            return status, status == 302
    row = {"source": API_SOURCE, "source_id": wanted.key, "state": "open", "topic": "quality"}
    row |= {"happened_on": made["day"], "text": f"report {number}"}
    headers = {"Authorization": f"Bearer {made['key']}", "Content-Type": "application/json"}
    body = json.dumps([row])
    status, answer, _ = _ask(port, "POST", "/api/v1/facts/problem", headers, body)
    return status, status == 200 and json.loads(answer)["counts"]["new"] == 1


def _as_a_stranger(port: int, number: int, path: str, said: dict[str, str]) -> tuple[int, bool]:
    """Opens the page, then sends the form."""
    place = number % ADDRESSES_OF_STRANGERS
    whose = {"X-Forwarded-For": f"198.51.{100 + place // 250}.{1 + place % 250}"}
    status, _, cookies = _ask(port, "GET", path, whose)
    if status != 200:
        return status, False
    headers = whose | {
        "Cookie": f"csrftoken={cookies['csrftoken']}",
        "X-CSRFToken": cookies["csrftoken"],
        "Content-Type": "application/x-www-form-urlencoded",
    }
    status, _, _ = _ask(port, "POST", path, headers, urlencode(said))
    return status, status == 302


def _ask(
    port: int, method: str, path: str, headers: dict[str, str], body: str = ""
) -> tuple[int, str, dict[str, str]]:
    link = http.client.HTTPConnection(HOST, port, timeout=PATIENCE_SECONDS)
    try:
        link.request(method, path, body or None, headers)
        told = link.getresponse()
        page = told.read().decode()
        given = (cookie.split(";")[0] for cookie in told.msg.get_all("Set-Cookie", []))
        cookies = {name: value for name, _, value in (one.partition("=") for one in given)}
        return told.status, page, cookies
    finally:
        link.close()


def _wishes(reports: int, seconds: float) -> list[Wanted]:
    """In a mixed order, at even times."""
    keys = [
        Wanted(0.0, way, _key(way, number), number)
        for way, some in _counts(reports).items()
        for number in range(some)
    ]
    random.Random(5).shuffle(keys)
    each = seconds / len(keys)
    return [Wanted(place * each, one.way, one.key, one.number) for place, one in enumerate(keys)]


def _key(way: str, number: int) -> str:
    return f"{number:032x}" if way == "page" else f"{way}-{number}"


def _counts(reports: int) -> dict[str, int]:
    return {way: reports * share // 100 for way, share in SHARES}


def _step(step: str, book: Path, told: dict[str, Any]) -> dict[str, Any]:
    """In a process of its own: this one opens no book."""
    file = book.parent / f"{step}.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    run(["-m", "benchmarks.problem_rush", step, str(book), str(file)])
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _result(name: str, told: dict[str, Any]) -> Result:
    if told["lost"] or told["twice"] or told["refused"]:
        raise RuntimeError(f"something was lost, doubled or refused: {json.dumps(told)}")
    return Result(
        name=name,
        what=f"{told['acknowledged']:,} problem reports and answers in {told['seconds']:.0f} s "
        f"through the real server, {told['lost']} lost, {sum(told['refused'].values())} refused: "
        f"p95 (p50 {1000 * told['p50_seconds']:.0f} ms)",
        seconds=told["p95_seconds"],
        baseline=None,
        baseline_seconds=None,
        peak_mib=None,
    )


def main() -> None:
    if sys.argv[1:2] in (["make"], ["count"]):
        step, book, file = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
        told = json.loads(file.read_text(encoding="utf-8"))
        found = make(book, told) if step == "make" else count(book, told)
        file.write_text(json.dumps(found), encoding="utf-8")
        return
    words = argparse.ArgumentParser()
    words.add_argument("--postgresql", action="store_true")
    words.add_argument("--reports", type=int, default=REPORTS)
    words.add_argument("--seconds", type=float, default=SECONDS)
    words.add_argument("--customers", type=int, default=CUSTOMERS)
    asked = words.parse_args()
    size = {"reports": asked.reports, "seconds": asked.seconds, "customers": asked.customers}
    if asked.postgresql:
        with postgresql():
            told = rush(**size)
    else:
        told = rush(**size)
    print(json.dumps(told, indent=1))
    if told["lost"] or told["twice"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
