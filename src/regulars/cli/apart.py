"""`regulars worker --apart`: one job in a process of its own; see `jobs/apart.py`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regulars.jobs.tasks import Apart, Asked, Told
    from regulars.workspace import Book


def work_apart(book: Book) -> None:
    """Do the job that comes on standard input."""
    from regulars.jobs.apart import serve_apart

    serve_apart(lambda asked, told: book.work(asked, told=told))


def by_another_process(folder: Path, *, going_on: Callable[[], bool]) -> Apart:
    """How the worker of the book in `folder` has a job done apart."""
    from regulars.jobs.apart import run_apart

    command = [sys.executable, "-m", "regulars.cli.main", "worker", "--apart"]
    command += ["--book", str(folder)]

    def apart(asked: Asked, told: Told, seconds: int) -> dict[str, Any]:
        return run_apart(command, asked=asked, told=told, seconds=seconds, going_on=going_on)

    return apart
