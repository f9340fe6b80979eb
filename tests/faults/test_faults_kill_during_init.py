"""A new book that is killed while it is made is made, or can be made again; never half of one."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Commands

import regulars
from regulars.book.book_file import read_book_file
from regulars.cli.main import main
from regulars.settings import settings_for

INIT = """
import sys
sys.path.insert(0, sys.argv[1])
from steps import die_at
from regulars.cli.main import main
die_at(sys.argv[2], int(sys.argv[3]))
sys.exit(main(["init", sys.argv[4], "--currency", "EUR"]))
"""
BEFORE_SETTINGS = {
    "call settings.py:_secret": 1,
    "c_call TextIOWrapper.flush": 2,
    "c_call link": 1,
    "c_return link": 1,
}
"""Only a process that has opened no book yet comes there: a new Python each."""
ANYWHERE = {
    "call book/book_file.py:make_book_file": 1,
    "c_return open": 1,
    "c_return TextIOWrapper.write": 1,
    "return book/book_file.py:make_book_file": 1,
    "c_return SQLiteCursorWrapper.execute": 40,
}
STEPS = (*BEFORE_SETTINGS, *ANYWHERE)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory, commands: Commands) -> dict[str, Path]:
    """Books whose making was killed at each of these steps."""
    place = tmp_path_factory.mktemp("killed")
    here = Path(__file__).parent
    books = {step: place / f"book-{number}" for number, step in enumerate(STEPS)}
    running = [
        subprocess.Popen([sys.executable, "-c", INIT, here, step, str(which), books[step]])
        for step, which in BEFORE_SETTINGS.items()
    ]
    for step, which in ANYWHERE.items():
        commands.start("init", books[step], "--currency", "EUR", killed_at=(step, which))
        assert commands.exit_code() == -signal.SIGKILL, step
    assert [process.wait(120) for process in running] == [-signal.SIGKILL] * len(running)
    return books


@pytest.mark.parametrize("step", STEPS)
def test_the_book_is_whole_after_the_next_command(
    killed: dict[str, Path], step: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = killed[step]
    if not (folder / "book.toml").exists():
        assert main(["init", str(folder), "--currency", "EUR"]) == 0
    file = read_book_file(folder)
    assert (file.currency, len(file.salt)) == ("EUR", 32)
    customers = tmp_path / "customers.csv"
    customers.write_text("customer_id,name\nc1,One\n")
    assert main(["import", str(customers), "--book", str(folder)]) == 0
    book = regulars.open(folder)
    assert [one.state for one in book.imports()] == ["complete"]
    book.close()
    assert main(["doctor", "--book", str(folder)]) == 0, capsys.readouterr().out
    # As a new process does, of which each has its settings from one book only.
    settings_for(folder, time_zone="UTC", database={})
    assert (folder / "secret.key").stat().st_size > 40
