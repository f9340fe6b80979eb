"""How many requests a key may make: some at once, then a steady rate, all processes together."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from regulars.people.key_limit import A_SECOND, AT_ONCE, seconds_to_wait

NOW = 1_000_000.0


def asked(place: Path, *, now: float, times: int = 1, key: int = 1) -> int:
    """How many of the requests were let in."""
    return sum(seconds_to_wait(place=place, key=key, now=now) == 0 for _ in range(times))


def test_some_at_once_then_no_more(tmp_path: Path) -> None:
    assert asked(tmp_path, now=NOW, times=AT_ONCE + 20) == AT_ONCE
    assert asked(tmp_path, now=NOW, times=5, key=2) == 5, "another key has its own"


def test_after_the_wait_that_is_told_one_more_is_let_in(tmp_path: Path) -> None:
    asked(tmp_path, now=NOW, times=AT_ONCE)
    wait = seconds_to_wait(place=tmp_path, key=1, now=NOW)
    assert wait == pytest.approx(1 / A_SECOND)
    assert asked(tmp_path, now=NOW + wait * 1.01, times=3) == 1


def test_a_steady_rate_is_let_in_for_ever(tmp_path: Path) -> None:
    asked(tmp_path, now=NOW, times=AT_ONCE)
    assert all(asked(tmp_path, now=NOW + number / A_SECOND + 1) for number in range(200))


def test_a_clock_that_was_set_back_shuts_nobody_out_for_long(tmp_path: Path) -> None:
    asked(tmp_path, now=NOW, times=AT_ONCE)
    assert seconds_to_wait(place=tmp_path, key=1, now=NOW - 86_400) <= AT_ONCE / A_SECOND


def test_several_processes_share_one_limit(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from regulars.people.key_limit import *;"
        "print(sum(seconds_to_wait(place=Path(sys.argv[1]), key=1, now=1e6) == 0"
        " for _ in range(50)))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    assert sum(int(one.communicate()[0]) for one in running) == AT_ONCE
