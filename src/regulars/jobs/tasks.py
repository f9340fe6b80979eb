"""The tasks of the background worker. They work on the book that the worker was given."""

from __future__ import annotations

from typing import Any, Protocol

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from regulars.errors import RegularsError

STARTED_OR_WAITING = ("READY", "RUNNING")


class NoBookToWorkOn(RegularsError):
    """A task was run outside of the worker."""


class WorkedOn(Protocol):
    """What a worker does to a book."""

    def morning(self) -> dict[str, Any]:
        """Refresh the results and plan the day; what to remember of it."""

    def send_what_is_due(self) -> int:
        """Send the messages of web hooks; how many were tried."""


_book: WorkedOn | None = None


def work_on(book: WorkedOn) -> None:
    """Make this the book of the process's tasks."""
    global _book  # noqa: PLW0603 - one process serves one book
    _book = book


@task()
def refresh_results() -> dict[str, Any]:
    """Make the results anew and plan the day. Raises: BookBusy when another refresh runs."""
    if _book is None:
        raise NoBookToWorkOn("No worker has opened a book. Run `regulars worker`.")
    return _book.morning()


def ask_for_refresh() -> bool:
    """Have the worker refresh the results; False when that is waiting or running already."""
    waiting = DBTaskResult.objects.filter(
        task_path=refresh_results.module_path, status__in=STARTED_OR_WAITING
    )
    if waiting.exists():
        return False
    refresh_results.enqueue()
    return True


def give_up_broken_off() -> int:
    """Mark tasks failed that a killed worker left running; their number.

    Only for the holder of the worker's lock: nobody else can be running one then.
    """
    return int(DBTaskResult.objects.filter(status="RUNNING").update(status="FAILED"))
