"""The background worker of a book: its tasks, the morning's refresh, what goes out."""

from __future__ import annotations

import logging
import time as clock_time
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from regulars.errors import RegularsError
from regulars.jobs.queue import give_up_broken_off
from regulars.jobs.schedule import morning_is_due
from regulars.jobs.tasks import Apart, WorkedOn, ask_for_refresh, work_on
from regulars.ledger.lock import only_one

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
LOOKS_FOR_WORK = 5
"""As often within that time it is looked whether somebody asks for something."""
DAYS_KEPT = 14
"""For so long it is told what came of a job."""
TIDY_EVERY = timedelta(minutes=15)
MAIL_EVERY = timedelta(minutes=1)
WORKER_ID = "regulars"


def run_worker(
    book: WorkedOn,
    *,
    folder: Path,
    morning_at: Callable[[], tuple[time | None, str]],
    made_at: Callable[[], datetime | None],
    now: Callable[[], datetime],
    going_on: Callable[[], bool] = lambda: True,
    apart: Apart | None = None,
    mail: Callable[[datetime], object] = lambda at: None,
) -> None:
    """Do what is asked, and ask for the morning's refresh when it is due, while `going_on()`.

    `morning_at` gives the time of day and its zone, read anew each time: the owner may change it.
    `apart` does a job in a process of its own; None: those that read files are done in this one.
    `mail` sends what is due; it is asked once a minute.
    Raises: BookBusy when the book has a worker already.
    """
    work_on(book, apart=apart)
    asked_at: datetime | None = None
    tidied_at: datetime | None = None
    mailed_at: datetime | None = None
    with only_one(folder=folder, work="worker"):
        while going_on():
            close_old_connections()
            try:
                # Each round: of a task at whose end the disk was full, nothing could be noted.
                give_up_broken_off()
                at, zone = morning_at()
                moment = now()
                due = morning_is_due(
                    now=moment, at=at, zone=zone, made_at=made_at(), asked_at=asked_at
                )
                if due and ask_for_refresh():
                    asked_at = moment
                if tidied_at is None or moment - tidied_at >= TIDY_EVERY:
                    tidied_at = moment
                    _tidy(book, moment)
                if DBTaskResult.objects.ready().exists():
                    _do_what_is_asked()
                book.send_what_is_due()
                if mailed_at is None or moment - mailed_at >= MAIL_EVERY:
                    mailed_at = moment
                    mail(moment)
            except (DatabaseError, RegularsError):
                # Restarted, locked for longer than usual, a file being edited: look again.
                log.exception("The worker goes on")
                close_old_connections()
            _wait()


def _wait() -> None:
    """Until the next look, or until somebody asks for something."""
    for _ in range(LOOKS_FOR_WORK):
        clock_time.sleep(SECONDS_BETWEEN_LOOKS / LOOKS_FOR_WORK)
        if SECONDS_BETWEEN_LOOKS and _something_is_asked():
            return


def _something_is_asked() -> bool:
    """Only a look: to take a task locks the whole of a SQLite ledger for a moment."""
    try:
        return bool(DBTaskResult.objects.ready().exists())
    except DatabaseError:
        return False  # the next round says so, once


def _tidy(book: WorkedOn, moment: datetime) -> None:
    """Let go of what was kept for a while only: results of tasks, files on their way in or out."""
    call_command("prune_db_task_results", min_age_days=DAYS_KEPT, verbosity=0)
    book.tidy(moment)


def _do_what_is_asked() -> None:
    worker = Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=WORKER_ID,
        excluded_queue_names=[],
    )
    worker.run()
