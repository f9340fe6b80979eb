"""Asking the worker for long work, and the one task that does whatever a job asks."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import TaskContext, task
from django_tasks_db.models import DBTaskResult

from regulars.errors import RegularsError, told_of
from regulars.jobs.kinds import APART, Kind
from regulars.jobs.models import Job
from regulars.jobs.queue import UNFINISHED, JobTold, job_told

OFTEN_SECONDS = 0.4

Told = Callable[[str, int, int], None]
"""Step, units done, units in all."""

Asked = dict[str, Any]
"""`kind`, `about`, `said` and `by` of a job."""


class NoBookToWorkOn(RegularsError):
    """A task was run outside of the worker."""


class WorkedOn(Protocol):
    """What a worker does to a book."""

    def work(self, asked: Asked, *, told: Told) -> dict[str, Any]:
        """Do what a job asks; what came of it."""

    def send_what_is_due(self) -> int:
        """Send the messages of web hooks; how many were tried."""

    def tidy(self, at: datetime) -> None:
        """Remove what was kept for a while only."""


Apart = Callable[[Asked, Told, int], dict[str, Any]]
"""Does a job in a process of its own, within so many seconds."""

_book: WorkedOn | None = None
_apart: Apart | None = None


def work_on(book: WorkedOn, *, apart: Apart | None = None) -> None:
    """Make this the book of the process's tasks; without `apart` all is done in this process."""
    global _book, _apart
    _book, _apart = book, apart


@task(takes_context=True)
def work_off(context: TaskContext) -> None:
    """Do the task's job, and keep what came of it, or why nothing did."""
    if _book is None:
        raise NoBookToWorkOn("No worker has opened a book. Run `regulars worker`.")
    job = Job.objects.get(pk=context.task_result.id)
    asked = {"kind": job.kind, "about": job.about, "said": job.said, "by": job.asked_by}
    told = _Telling(job.pk)
    try:
        if job.kind in APART and _apart is not None:
            came = _apart(asked, told, APART[job.kind])
        elif job.kind in APART:
            # No word in between: an import writes with a library beside Django's (decisions/001).
            came = _book.work(asked, told=lambda step, done, total: None)
        else:
            came = _book.work(asked, told=told)
    except Exception as error:
        Job.objects.filter(pk=job.pk).update(came=told_of(error))
        raise
    Job.objects.filter(pk=job.pk).update(came=came)


def ask(
    *, kind: str, by: str, about: str = "", said: dict[str, Any] | None = None
) -> tuple[JobTold, bool]:
    """Have the worker do this; the job, and whether it is a new one.

    The same is waiting or running already: that one is joined, whoever asked for it.
    """
    with transaction.atomic():
        _take_turn()
        same = Job.objects.filter(kind=kind, about=about, task__status__in=UNFINISHED)
        if (there := same.select_related("task").first()) is not None:
            return job_told(there), False
        task = DBTaskResult.objects.get(pk=work_off.enqueue().id)
        job = Job.objects.create(task=task, kind=kind, asked_by=by, about=about, said=said or {})
    return job_told(job), True


def ask_for_refresh(*, by: str = "") -> bool:
    """Have the worker refresh the results; False when that is waiting or running already."""
    _, new = ask(kind=Kind.REFRESH, by=by)
    return new


def _take_turn() -> None:
    """Of two who ask at once the second joins the first; SQLite's transactions see to that."""
    if connection.vendor == "postgresql":
        from regulars.ledger.postgresql.turns import wait_for_turn

        wait_for_turn("job")


class _Telling:
    """Keeps how far a job is, not more often than people look."""

    def __init__(self, pk: Any) -> None:
        self._pk, self._step, self._at = pk, "", 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        moment = time.monotonic()
        if step == self._step and moment - self._at < OFTEN_SECONDS:
            return
        self._step, self._at = step, moment
        Job.objects.filter(pk=self._pk).update(
            step=step, done=done, total=total, told_at=timezone.now()
        )
