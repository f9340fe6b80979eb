"""Kills at random moments and at the very steps of the work: all or nothing, and it goes on.

200 of them; `REGULARS_KILLS` asks for another number, `make bench` for 1,000.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

KILLS = int(os.environ.get("REGULARS_KILLS", "200"))
SEED = 2026
AT_A_TIME = 2
ENV = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
"""Two programs and their forks have two processors: threads of sums would wait for each other."""
LONGEST_SECONDS = 1800 + 20 * KILLS

SHARES = {
    "first import": 0.14,
    "second import": 0.16,
    "import after a kill": 0.1,
    "refresh": 0.3,
    "undo": 0.15,
    "backup": 0.15,
    "desk": 0.06,
}
"""Of all kills but those of `EXACTLY`; the desk's come on top of what is promised of the others."""
COMMANDS = {"second import": 2, "refresh": 3, "undo": 1}
"""Through the whole command line, in a new Python."""
EXACTLY = {
    "first import": (
        "call ledger/batches.py:publish_batch",
        "return ledger/batches.py:publish_batch",
    ),
    "refresh": (
        "c_return rename",
        "call book/snapshot.py:publish_snapshot",
        "call book/snapshot.py:_prune",
        "c_return unlink",
        "return book/snapshot.py:_prune",
    ),
}
"""Steps between which a book once was half done, or could be."""
LOOKS = ("again", "refresh at once", "again", "again", "refresh after", "again")
HOWS = ("step", "moment", "step", "moment", "step")

Trial = dict[str, Any]


def planned(kills: int) -> list[Trial]:
    """Spread over the whole of each kind of work, at random within each portion."""
    chance = Random(SEED)
    trials: list[Trial] = [
        {"scenario": scenario, "how": step, "share": 0.0, "looks": looks}
        for scenario, steps in EXACTLY.items()
        for step in steps
        for looks in ("again", "refresh at once")
    ]
    kills -= len(trials)
    for scenario, share in SHARES.items():
        commands = COMMANDS.get(scenario, 0)
        count = max(round(share * kills), commands + 2)
        hows = ["command"] * commands
        hows += [HOWS[n % len(HOWS)] for n in range(count - commands)]
        for how in sorted(set(hows)):
            of = hows.count(how)
            for n in range(of):
                # An action at the desk shows another day's list after a refresh.
                looks = LOOKS[n % len(LOOKS)] if scenario != "desk" else "again"
                place = (n + chance.random()) / of
                if how == "step" and n == of - 1:
                    place = 0.999  # the very last
                trials.append({"scenario": scenario, "how": how, "share": place, "looks": looks})
    chance.shuffle(trials)
    return [{"number": number, **trial} for number, trial in enumerate(trials)]


@pytest.fixture(scope="module")
def told(ram: Path) -> list[Trial]:
    """What came of every trial; they run beside each other, in processes apart from this one."""
    program = Path(__file__).with_name("kill_trials.py")
    place = ram / "kills"
    place.mkdir()
    subprocess.run([sys.executable, program, "prepare", place], check=True, env=ENV)
    trials = planned(KILLS)
    running = []
    for part in range(AT_A_TIME):
        scratch = ram / f"scratch-{part}"
        scratch.mkdir()
        asked, out = scratch / "asked", scratch / "told"
        asked.write_text("".join(json.dumps(one) + "\n" for one in trials[part::AT_A_TIME]))
        with asked.open() as stdin, out.open("w") as stdout:
            line = [sys.executable, program, "run", place, scratch]
            running.append((subprocess.Popen(line, stdin=stdin, stdout=stdout, env=ENV), out))
    for process, _ in running:
        assert process.wait(LONGEST_SECONDS) == 0
    return [json.loads(line) for _, out in running for line in out.read_text().splitlines()]


def test_every_kill_leaves_all_or_nothing_and_the_work_done_again_gives_the_same(
    told: list[Trial],
) -> None:
    wrong = [one for one in told if one["wrong"]]
    shown = "\n".join(
        f"{one['scenario']}, killed at {one['at']}, {one['looks']}: {one['wrong']}"
        for one in wrong[:20]
    )
    assert not wrong, f"{len(wrong)} of {len(told)}:\n{shown}"


def test_as_many_were_killed_as_promised_and_in_every_part_of_the_work(told: list[Trial]) -> None:
    assert len(told) >= KILLS
    killed = [one for one in told if one["killed"]]
    ended = [(one["scenario"], one["how"], one["at"]) for one in told if not one["killed"]]
    assert len(killed) >= 0.97 * len(told), ended
    assert {one["scenario"] for one in killed} == set(SHARES)
    exactly = {step for steps in EXACTLY.values() for step in steps}
    assert {one["how"] for one in killed} == {"moment", "step", "command", *exactly}
    outcomes = Counter((one["scenario"], one["outcome"]) for one in killed)
    for scenario in SHARES:
        assert outcomes[scenario, "before"], scenario
        assert outcomes[scenario, "after"], scenario
