"""The record of who saw and changed what: whole lines, whatever is killed, and nobody erased."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from regulars.people.record import ERASED, Entry, about, append, entry_of, forget, join, months
from regulars.people.record_pages import Wanted, record_page

AT = datetime(2026, 11, 26, 9, 12, 3, tzinfo=UTC)
ONE, TWO = "6f0a2a5e-7c1d-5c0e-9a54-0d8a6c1f7e21", "0d9a4c1e-9f6b-5b0e-8d0f-5c8e2f7a3b61"


def entry(at: datetime = AT, who: str = "mitali", customers: tuple[str, ...] = (ONE,)) -> Entry:
    return Entry(at, who, "desk", "customer", "saw", customers, "done")


EVERYTHING = Wanted()


def pages(folder: Path, wanted: Wanted = EVERYTHING, at_most: int = 3) -> list[list[Entry]]:
    """Every page, one after the other."""
    found, after = [], None
    while True:
        page = record_page(folder, wanted, after=after, at_most=at_most)
        found.append(list(page.entries))
        if page.older is None:
            return found
        after = page.older


def test_an_entry_is_a_line_of_its_month_that_nobody_else_may_read(tmp_path: Path) -> None:
    append(tmp_path, entry())
    append(tmp_path, entry(at=AT + timedelta(days=30), who="rafi", customers=()))
    assert (tmp_path / "record" / "2026-11.jsonl").read_text(encoding="utf-8") == (
        '{"at":"2026-11-26T09:12:03Z","who":"mitali","way":"desk","what":"customer","act":"saw",'
        f'"customers":["{ONE}"],"outcome":"done"}}\n'
    )
    assert [path.name for path in months(tmp_path)] == ["2026-12.jsonl", "2026-11.jsonl"]
    for path in (tmp_path / "record", *months(tmp_path)):
        assert path.stat().st_mode & 0o077 == 0


def test_what_is_no_id_of_a_customer_does_not_get_in(tmp_path: Path) -> None:
    append(tmp_path, entry(customers=("Rahela Textiles", ONE.upper(), ONE, "../../x")))
    assert pages(tmp_path)[0][0].customers == (ONE,)


def test_many_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as people:
        list(people.map(lambda n: append(tmp_path, entry(who=f"person-{n}")), range(400)))
    [path] = months(tmp_path)
    found = [entry_of(line) for line in path.read_bytes().splitlines()]
    assert {one.who for one in found if one} == {f"person-{n}" for n in range(400)}


def test_after_a_kill_every_whole_entry_is_there_and_the_next_one_too(tmp_path: Path) -> None:
    told = (
        "import sys, itertools\n"
        "from pathlib import Path\n"
        "from datetime import UTC, datetime\n"
        "from regulars.people.record import Entry, append\n"
        "for n in itertools.count():\n"
        "    append(Path(sys.argv[1]), Entry(datetime(2026, 11, 26, tzinfo=UTC), str(n), 'desk',"
        " 'x', 'saw', (), 'done'))\n"
        "    print(n, flush=True)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", told, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    for _ in range(50):
        writer.stdout.readline()
    time.sleep(0.05)
    os.kill(writer.pid, signal.SIGKILL)
    said, _ = writer.communicate()
    last = int((said.split() or ["49"])[-1])
    append(tmp_path, entry(who="after"))
    whole = [one.who for page in pages(tmp_path, at_most=10_000) for one in page]
    assert whole[0] == "after"
    assert set(whole) >= {str(n) for n in range(last + 1)}


def test_a_line_that_was_cut_off_spoils_none_after_it(tmp_path: Path) -> None:
    append(tmp_path, entry(who="first"))
    [path] = months(tmp_path)
    with path.open("ab") as file:
        file.write(b'{"at":"2026-11-26T09:1')
    append(tmp_path, entry(who="second"))
    assert [one.who for one in pages(tmp_path)[0]] == ["second", "first"]


def test_a_record_that_cannot_be_written_is_told_and_fails_nothing(tmp_path: Path, caplog) -> None:
    (tmp_path / "record").write_text("no folder")
    append(tmp_path, entry())
    assert "could not be written" in caplog.text
    assert ONE not in caplog.text and "mitali" not in caplog.text


def test_pages_go_back_through_the_months_and_each_entry_is_on_one(tmp_path: Path) -> None:
    for number in reversed(range(10)):
        append(tmp_path, entry(at=AT - timedelta(days=9 * number), who=str(number)))
    found = pages(tmp_path)
    assert [[one.who for one in page] for page in found] == [
        ["0", "1", "2"],
        ["3", "4", "5"],
        ["6", "7", "8"],
        ["9"],
    ]


def test_a_page_goes_on_where_the_one_before_ended_whatever_came_meanwhile(tmp_path: Path) -> None:
    for number in range(6):
        append(tmp_path, entry(who=str(number)))
    first = record_page(tmp_path, Wanted(), after=None, at_most=3)
    append(tmp_path, entry(who="new"))
    second = record_page(tmp_path, Wanted(), after=first.older, at_most=3)
    assert [one.who for one in (*first.entries, *second.entries)] == ["5", "4", "3", "2", "1", "0"]
    assert second.older is None


def test_it_is_filtered_by_person_customer_and_time(tmp_path: Path) -> None:
    append(tmp_path, entry(who="mitali", customers=(ONE, TWO)))
    append(tmp_path, entry(who="rafi", customers=(TWO,)))
    append(tmp_path, entry(who="rafi", customers=(), at=AT + timedelta(days=40)))
    assert [len(pages(tmp_path, Wanted(who=who))[0]) for who in ("mitali", "rafi", "r")] == [
        1,
        2,
        0,
    ]
    assert [len(pages(tmp_path, Wanted(customer=one))[0]) for one in (ONE, TWO)] == [1, 2]
    until = Wanted(since_at=AT, until_at=AT + timedelta(seconds=1))
    assert len(pages(tmp_path, until)[0]) == 2
    assert pages(tmp_path, Wanted(since_at=AT + timedelta(seconds=1), who="mitali")) == [[]]


@pytest.mark.parametrize("after", ["", "x", "2026-11/", "2026-11/abc", "9999-99/5", "2026-11/-1"])
def test_a_made_up_place_to_go_on_from_breaks_nothing(tmp_path: Path, after: str) -> None:
    append(tmp_path, entry())
    record_page(tmp_path, Wanted(), after=after, at_most=3)


def test_whoever_is_forgotten_stands_nowhere_and_who_looked_stays(tmp_path: Path) -> None:
    append(tmp_path, entry(who="mitali", customers=(ONE, TWO)))
    append(tmp_path, entry(who="rafi", customers=(ONE,), at=AT - timedelta(days=60)))
    forget(tmp_path, [ONE])
    text = b"".join(path.read_bytes() for path in months(tmp_path)).decode()
    assert ONE not in text and TWO in text
    assert [(one.who, one.customers) for one in pages(tmp_path)[0]] == [
        ("mitali", (ERASED, TWO)),
        ("rafi", (ERASED,)),
    ]
    assert about(tmp_path, [ONE]) == []


def test_who_writes_while_somebody_is_forgotten_loses_nothing(tmp_path: Path) -> None:
    append(tmp_path, entry(who="first"))
    with ThreadPoolExecutor(4) as people:
        for number in range(100):
            people.submit(append, tmp_path, entry(who=str(number), customers=(TWO,)))
            people.submit(forget, tmp_path, [ONE])
    found = {one.who for page in pages(tmp_path, at_most=500) for one in page}
    assert found == {"first", *(str(number) for number in range(100))}


def test_two_copies_of_a_record_become_one_without_doubles(tmp_path: Path) -> None:
    now, then = tmp_path / "now", tmp_path / "then"
    for folder in (now, then):
        folder.mkdir()
        append(folder, entry(who="before"))
    append(then, entry(who="only then", at=AT + timedelta(minutes=1)))
    append(now, entry(who="since", at=AT + timedelta(days=31)))
    join(then, now)
    assert [one.who for one in pages(then)[0]] == ["since", "only then", "before"]
