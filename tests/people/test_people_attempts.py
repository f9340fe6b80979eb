"""Attempts are counted in files that all processes share."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

KEYS = 200


@pytest.fixture
def attempts(book, tmp_path: Path):
    from regulars.people.shared_attempts import SharedAttempts

    return lambda: SharedAttempts(str(tmp_path / "attempts"), {})


def test_of_many_who_add_the_same_key_at_once_one_does(attempts) -> None:
    def add_all(_: int) -> int:
        mine = attempts()
        return sum(mine.add(f"key-{number}", "mine") for number in range(KEYS))

    with ThreadPoolExecutor(4) as people:
        assert sum(people.map(add_all, range(4))) == KEYS


def test_what_one_process_counted_another_knows(attempts, tmp_path: Path) -> None:
    told = (
        "from django.conf import settings; settings.configure();"
        "from regulars.people.shared_attempts import SharedAttempts;"
        f"SharedAttempts({str(tmp_path / 'attempts')!r}, {{}}).set('guesses', [1, 2])"
    )
    subprocess.run([sys.executable, "-c", told], check=True)
    assert attempts().get("guesses") == [1, 2]


def test_nobody_else_of_the_machine_reads_them(attempts, tmp_path: Path) -> None:
    attempts().set("guesses", [1])
    assert (tmp_path / "attempts").stat().st_mode & 0o077 == 0
