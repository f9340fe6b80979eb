"""The command as the shell runs it: its streams and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from regulars import __version__

REGULARS = Path(sys.executable).with_name("regulars")


def shell(*words: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [REGULARS, *words], capture_output=True, text=True, check=False, timeout=60, **options
    )


def test_its_version_and_help_are_there_at_once() -> None:
    assert shell("--version").stdout == f"regulars {__version__}\n"
    told = shell("--help").stdout
    for verb in ("init", "demo", "import", "imports", "rejects", "undo", "refresh", "today",
                 "customer", "card", "serve", "doctor"):  # fmt: skip
        assert f"\n    {verb} " in told
    assert "Exit codes" in told


def test_an_error_goes_to_stderr_with_its_exit_code(tmp_path: Path) -> None:
    ran = shell("imports", "--book", tmp_path)
    assert (ran.returncode, ran.stdout) == (4, "")
    assert ran.stderr.startswith("regulars: There is no book in ")
    assert "Traceback" not in ran.stderr


def test_csv_appended_to_a_file_leaves_what_was_there(
    business: Path, customers: int, tmp_path: Path
) -> None:
    path = tmp_path / "all.csv"
    path.write_text("before\n")
    with path.open("a") as out:
        subprocess.run(
            [REGULARS, "card", "--columns", "customer_id,orders", "--book", business],
            stdout=out,
            check=True,
            timeout=60,
        )
    lines = path.read_text().splitlines()
    assert lines[:2] == ["before", "customer_id,orders"]
    assert len(lines) == customers + 2


def test_a_reader_who_closes_the_pipe_is_no_error(business: Path) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"'{REGULARS}' card --json --book '{business}' | head -c 20"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.stdout == '{"as_of": "2026-03-0'
    assert ran.stderr == ""


def test_a_file_of_the_folder_one_is_in_comes_into_the_book_that_the_environment_names(
    empty: Path, orders: Path
) -> None:
    ran = shell(
        "import",
        orders.name,
        "--json",
        cwd=orders.parent,
        env={"REGULARS_BOOK": str(empty), "PATH": "/usr/bin:/bin"},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["facts"] == {"identity": 2, "order": 2}
