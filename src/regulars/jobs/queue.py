"""What was asked of the worker, and how far each job is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from regulars.errors import RegularsError
from regulars.jobs.kinds import Kind
from regulars.jobs.models import Job
from regulars.ledger.lock import held

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
STATES = {"READY": WAITING, "RUNNING": RUNNING, "SUCCESSFUL": DONE, "FAILED": FAILED}
UNFINISHED = ("READY", "RUNNING")
BROKEN_OFF = "BrokenOff"
"""What is told of a job that nobody ended: its worker was killed."""


class UnknownJob(RegularsError):
    """No job has this number, or it was long ago."""

    exit_code = 4


@dataclass(frozen=True)
class JobTold:
    """One job, as people see it. `state` is one of `waiting`, `running`, `done`, `failed`.

    Shape: `came` is what came of it; of a failed one `error` (a class's name), `message`, `values`.
    Null:  `began_at`, `ended_at` until then; `came` until the end.
    """

    id: str
    kind: str
    asked_by: str
    about: str
    said: dict[str, Any]
    state: str
    step: str
    done: int
    total: int
    asked_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    came: dict[str, Any] | None

    @property
    def ended(self) -> bool:
        return self.state in (DONE, FAILED)


def job(number: str) -> JobTold:
    """The job with this number. Raises: UnknownJob."""
    try:
        found = Job.objects.select_related("task").filter(pk=UUID(number)).first()
    except (ValueError, ValidationError):
        found = None
    if found is None:
        raise UnknownJob(f"There is no job {number}. What came of jobs is kept for two weeks.")
    return job_told(found)


def newest(*, kinds: Iterable[str], about: str | None = None) -> JobTold | None:
    """The last that was asked for of these kinds; None where there was none."""
    found = Job.objects.select_related("task").filter(kind__in=list(kinds))
    if about is not None:
        found = found.filter(about=about)
    last = found.order_by("-task__enqueued_at").first()
    return None if last is None else job_told(last)


def unfinished() -> list[JobTold]:
    """What waits or runs, in the order in which it is done."""
    found = Job.objects.select_related("task").filter(task__status__in=UNFINISHED)
    return [job_told(one) for one in found.order_by("task__enqueued_at")]


def before(this: JobTold) -> list[JobTold]:
    """What is done before a waiting job, the running one first."""
    others = [one for one in unfinished() if one.id != this.id]
    return [one for one in others if one.state == RUNNING or one.asked_at < this.asked_at]


def worker_runs(folder: Path) -> bool:
    """Whether somebody does what is asked."""
    return held(folder=folder, work="worker")


def forget_jobs() -> None:
    """Let go of all that jobs say of people: of whom they were, which rows they failed at.

    Those that have ended go; a running one stays, but does not say of whom it is.
    """
    DBTaskResult.objects.filter(status__in=("SUCCESSFUL", "FAILED")).delete()
    running = Job.objects.filter(kind__in=(Kind.EXPORT, Kind.ERASE), task__status="RUNNING")
    running.update(about="", said={})


def give_up_broken_off() -> int:
    """Mark tasks failed that a killed worker left running; their number.

    Only for the holder of the worker's lock: nobody else can be running one then.
    """
    left = DBTaskResult.objects.filter(status="RUNNING")
    if not left.exists():
        return 0
    Job.objects.filter(task__in=left).update(came=broken_off())
    return int(left.update(status="FAILED", finished_at=timezone.now()))


def broken_off() -> dict[str, Any]:
    """What came of a job whose worker was killed."""
    return {
        "error": BROKEN_OFF,
        "message": "The worker was stopped before this was done. Nothing half done counts.",
        "values": {},
    }


def job_told(one: Job) -> JobTold:
    return JobTold(
        id=str(one.pk),
        kind=one.kind,
        asked_by=one.asked_by,
        about=one.about,
        said=one.said,
        state=STATES[one.task.status],
        step=one.step,
        done=one.done,
        total=one.total,
        asked_at=one.task.enqueued_at,
        began_at=one.task.started_at,
        ended_at=one.task.finished_at,
        came=one.came,
    )
