"""Many tell problems and answer at once: what was acknowledged is in the ledger, each once.

The same as benchmarks/problem_rush.py with fewer, through the real server with all its workers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from regulars.ledger.place import VARIABLE

if TYPE_CHECKING:
    from postgresql_server import Server

ROOT = Path(__file__).parents[2]
REPORTS, SECONDS = 60, 3
PATIENCE_SECONDS = 300


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_was_acknowledged_is_in_the_ledger_each_once(
    database: str, request: pytest.FixtureRequest
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    if database == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        environment[VARIABLE] = server.url(server.new_database())
    told = rushed(environment)
    assert told["database"] == database
    assert told["sent"] == told["acknowledged"] == REPORTS
    assert told["refused"] == {}
    assert (told["lost"], told["twice"], told["never_acknowledged"]) == (0, 0, 0)
    assert all(told["by_way"].values())


def rushed(environment: dict[str, str]) -> dict[str, Any]:
    line = [sys.executable, "-m", "benchmarks.problem_rush", "--customers", "0"]
    line += ["--reports", str(REPORTS), "--seconds", str(SECONDS)]
    done = subprocess.run(
        line,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told
