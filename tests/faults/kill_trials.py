"""Kills what is done to small books at random, and looks at what is left: a program by itself.

    kill_trials.py prepare PLACE          makes the books, and what each becomes undisturbed
    kill_trials.py run PLACE SCRATCH      does the trials on stdin, one JSON line each, and tells

This process loads Regulars and opens nothing: every trial, and every look at one, is a fork of it,
which has no file, no thread and no database from before, and begins at once.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import small_books as books
from small_books import NEXT_DAY, SCENARIOS
from steps import die_at, note_steps, places_to_die

ATTEMPTS, EARLIER = 6, 0.8
"""To kill; one that ends by itself before is tried again, with an earlier moment."""
AT_A_TIME = 2
"""Forks that prepare, as many as there are programs that do trials later."""
STARTING = 0.45
"""Share of a whole command in which it only loads."""

Answer = dict[str, Any]


def main(words: list[str]) -> None:
    place = Path(words[1])
    if words[0] == "prepare":
        prepare(place)
        return
    scratch = Path(words[2])
    load(scratch)
    expected = json.loads((place / "expected.json").read_text())
    warm(expected["used"])
    for line in sys.stdin:
        trial = json.loads(line)
        told = one_trial(trial, expected[trial["scenario"]], place, scratch / "book")
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def load(scratch: Path) -> None:
    """Load all rooms and Django; what is opened for that is closed again."""
    from regulars.opening import init_book

    init_book(scratch / "loading").close()
    from regulars.ledger import columns

    columns.CHUNK_ROWS = books.CHUNK_ROWS


def warm(used: Answer) -> None:
    """Load what a fork was seen to load, and make the SQL that it made, so that no other has to."""
    for name in used["modules"]:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    from regulars.plays import candidates_sql
    from regulars.signals import card_steps

    card_steps(as_of=NEXT_DAY, currency=used["currency"])
    candidates_sql(columns=tuple(used["columns"]))
    gc.freeze()  # no fork looks through all of this for garbage


def used_by(place: Path) -> Answer:
    """Make the books, and tell what that took."""
    import regulars

    books.make_books(place)
    book = regulars.open(place / "due")
    book.day_plan()
    columns = book.card().column_names
    book.close()
    return {"modules": list(sys.modules), "columns": columns, "currency": book.currency}


def prepare(place: Path) -> None:
    load(place)
    used = forked(place, lambda: used_by(place))
    warm(used)
    begin = {scenario.begins for scenario in SCENARIOS.values()}
    asked = {name: lambda name=name: before(name, place) for name in begin}
    asked |= {name: lambda name=name: after(name, place) for name in SCENARIOS}
    told = forked_each(place, asked)
    expected = {
        name: {**told[name], "before": told[scenario.begins]}
        for name, scenario in SCENARIOS.items()
    }
    (place / "expected.json").write_text(json.dumps({**expected, "used": used}))


def before(begins: str, place: Path) -> Answer:
    """What a book holds to begin with, and the results that a refresh gives it."""
    import regulars

    book = regulars.open(shutil.copytree(place / begins, place / f"before-{begins}"))
    held = {"facts": books.facts_held(), "results": books.results_held(book.folder)}
    book.refresh(as_of=NEXT_DAY)
    held["refreshed"] = books.results_held(book.folder)
    book.close()
    shutil.rmtree(book.folder)
    return held


def after(name: str, place: Path) -> Answer:
    """A scenario undisturbed: what the book holds then, by which steps, and how long it took."""
    import regulars

    scenario = SCENARIOS[name]
    scratch = place / f"undisturbed-{name.replace(' ', '-')}"
    folder = shutil.copytree(place / scenario.begins, scratch / "timed")
    began = time.perf_counter()
    os.waitpid(begun(scenario.act, folder, place), 0)
    told: Answer = {"seconds": time.perf_counter() - began}
    if scenario.words:
        shutil.rmtree(folder)
        shutil.copytree(place / scenario.begins, folder)
        began = time.perf_counter()
        command(scenario.words(place), folder).wait()
        told["command_seconds"] = time.perf_counter() - began
    books.archive_of(folder).unlink(missing_ok=True)
    folder = shutil.copytree(place / scenario.begins, scratch / "book")
    seen = note_steps()
    book = regulars.open(folder)
    scenario.act(book, place)
    sys.setprofile(None)
    held = {"facts": books.facts_held(), "results": books.results_held(folder)}
    told["files"] = sorted(books.kinds_of_files(folder))
    book.refresh(as_of=NEXT_DAY)
    held["refreshed"] = books.results_held(folder)
    book.close()
    shutil.rmtree(scratch)
    return {**told, "after": held, "steps": places_to_die(seen)}


def one_trial(trial: Answer, expected: Answer, place: Path, folder: Path) -> Answer:
    """Begin, kill, look: `wrong` says what is not as it must be, `outcome` what counted."""
    scenario = SCENARIOS[trial["scenario"]]
    share, how = trial["share"], ""
    for attempt in range(ATTEMPTS):
        for left in (folder, *folder.parent.glob("*backup.tar*")):
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
        shutil.copytree(place / scenario.begins, folder)
        hurry = EARLIER**attempt
        killed, how = kill(trial["how"], share * hurry, hurry, expected, scenario, place, folder)
        if killed:
            break
    told = {**trial, "at": how, "killed": killed}
    try:
        told |= forked(folder.parent, lambda: look(trial, expected, place, folder))
    except RuntimeError as error:
        told |= {"outcome": "unknown", "wrong": [str(error)]}
    if told["wrong"]:  # to be looked at by people
        kept = folder.parent / f"wrong-{trial['scenario'].replace(' ', '-')}-{trial['number']}"
        shutil.copytree(folder, kept, dirs_exist_ok=True)
    return told


def kill(
    how: str,
    share: float,
    hurry: float,
    expected: Answer,
    scenario: books.Scenario,
    place: Path,
    folder: Path,
) -> tuple[bool, str]:
    """Whether the work was killed before it ended, and where."""
    if how == "step":
        step, occurrence = expected["steps"][int(share * len(expected["steps"]))]
    elif how in dict(expected["steps"]):
        step, occurrence = next(one for one in expected["steps"] if one[0] == how)
    else:
        step = ""
    if step:
        number = begun(scenario.act, folder, place, lambda: die_at(step, occurrence))
        _, status = os.waitpid(number, 0)
        return os.WIFSIGNALED(status), f"{step} ({occurrence})"
    if how == "command":
        assert scenario.words
        whole = expected["command_seconds"] * hurry
        moment = STARTING * whole + share * (1 - STARTING) * whole
        process = command(scenario.words(place), folder)
        time.sleep(moment)
        process.kill()
        return process.wait() == -signal.SIGKILL, f"{moment:.3f} s of a command"
    moment = share * expected["seconds"]
    number = begun(scenario.act, folder, place)
    time.sleep(moment)
    os.kill(number, signal.SIGKILL)
    _, status = os.waitpid(number, 0)
    return os.WIFSIGNALED(status), f"{moment:.3f} s"


def look(trial: Answer, expected: Answer, place: Path, folder: Path) -> Answer:
    """What is found by who opens the book after the kill, and works on."""
    import regulars

    wrong: list[str] = []

    def must(holds: bool, what: str) -> None:
        if not holds:
            wrong.append(what)

    unsound = books.unsound(folder)
    must(unsound is None, f"the ledger is not sound: {unsound}")
    book = regulars.open(folder)
    facts, results = books.facts_held(), books.results_held(folder)
    outcomes = {expected[when]["facts"]: when for when in ("after", "before")}
    must(facts in outcomes, "facts are neither those before nor those after")
    outcome = outcomes.get(facts, "between")
    may = {expected["before"]["results"], expected["after"]["results"]}
    must(results in may, "results are neither those before nor those after")
    if results != expected["before"]["results"]:
        outcome = "after"
    if books.archive_of(folder).exists():
        outcome = "after"
        must(books.held_by_archive(folder) == facts, "the backup gives other facts")
        book = regulars.open(folder)
    half = books.not_whole(folder)
    must(not half, f"half done, and looks whole: {half}")
    if book.has_snapshot:
        must(book.card().num_rows > 0, "the card is empty")
        if trial["scenario"] in ("refresh", "desk"):
            book.day_plan()
    if trial["looks"] == "refresh at once" and outcome != "between":
        book.refresh(as_of=NEXT_DAY)
        refreshed = books.results_held(folder)
        must(refreshed == expected[outcome]["refreshed"], "a refresh gives other results")
    # A backup never takes the place of another.
    books.archive_of(folder).unlink(missing_ok=True)
    SCENARIOS[trial["scenario"]].act(book, place)
    must(books.facts_held() == expected["after"]["facts"], "done again, facts are others")
    if trial["looks"] == "again":
        same = books.results_held(folder) == expected["after"]["results"]
        must(same, "done again, results are others")
        other = sorted(books.kinds_of_files(folder) ^ set(expected["files"]))
        must(not other, f"done again, files are left or missing: {other}")
    if trial["scenario"] == "backup":
        given = books.held_by_archive(folder)
        must(given == expected["after"]["facts"], "done again, the backup gives other facts")
        left = [path.name for path in folder.parent.iterdir() if "backup.tar" in path.name]
        must(left == ["backup.tar"], f"beside the backup is left: {left}")
        book = regulars.open(folder)
    must(books.rows_that_do_not_count() == 0, "rows of a broken-off import are left")
    if trial["looks"] == "refresh after":
        book.refresh(as_of=NEXT_DAY)
        refreshed = books.results_held(folder)
        must(refreshed == expected["after"]["refreshed"], "done again, a refresh gives others")
    book.close()
    unsound = books.unsound(folder)
    must(unsound is None, f"the ledger is not sound in the end: {unsound}")
    return {"outcome": outcome, "wrong": wrong}


def begun(
    act: Callable[[Any, Path], object],
    folder: Path,
    place: Path,
    first: Callable[[], None] = lambda: None,
) -> int:
    """The number of a new process that opens the book and acts on it."""
    number = os.fork()
    if number == 0:
        code = 1
        try:
            import regulars

            first()
            book = regulars.open(folder)
            act(book, place)
            book.close()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.setprofile(None)
            os._exit(code)
    return number


def command(words: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """A whole command in a new Python; in its turn, where the command line itself gives way."""
    program = "import sys; from regulars.cli.main import main; sys.exit(main(sys.argv[1:]))"
    line = [sys.executable, "-c", program, *words, "--book", str(folder)]
    return subprocess.Popen(line, stdout=subprocess.DEVNULL)


def forked(scratch: Path, answer: Callable[[], Any]) -> Any:
    """What a fork of this process answers. Raises: RuntimeError with what stopped it."""
    return forked_each(scratch, {"": answer})[""]


def forked_each(scratch: Path, answers: dict[str, Callable[[], Any]]) -> Answer:
    """What forks of this process answer, some at a time. Raises: RuntimeError of the first."""
    running: dict[int, str] = {}
    told: Answer = {}
    for name, answer in answers.items():
        if len(running) == AT_A_TIME:
            ended(running, scratch, told)
        number = os.fork()
        if number == 0:
            try:
                said = {"answer": answer()}
            except BaseException:
                said = {"error": traceback.format_exc()}
            (scratch / f"answer-{os.getpid()}.json").write_text(json.dumps(said))
            os._exit(0)
        running[number] = name
    while running:
        ended(running, scratch, told)
    for said in told.values():
        if "error" in said:
            raise RuntimeError(said["error"])
    return {name: said["answer"] for name, said in told.items()}


def ended(running: dict[int, str], scratch: Path, told: Answer) -> None:
    """Wait for one of those that run, and keep what it said."""
    number, status = os.wait()
    out = scratch / f"answer-{number}.json"
    told[running.pop(number)] = (
        json.loads(out.read_text()) if status == 0 else {"error": f"ended with {status}"}
    )
    out.unlink(missing_ok=True)


if __name__ == "__main__":
    main(sys.argv[1:])
