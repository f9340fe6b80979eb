"""The background worker of a book: its tasks, and the morning's refresh."""

from __future__ import annotations

import logging
import time as clock_time
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import DatabaseError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from regulars.errors import RegularsError
from regulars.jobs.schedule import morning_is_due
from regulars.jobs.tasks import WorkedOn, ask_for_refresh, give_up_broken_off, work_on
from regulars.ledger.lock import only_one

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
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
    mail: Callable[[datetime], object] = lambda at: None,
) -> None:
    """Do what is asked, and ask for the morning's refresh when it is due, while `going_on()`.

    `morning_at` gives the time of day and its zone, read anew each time: the owner may change it.
    `mail` sends what is due; it is asked once a minute.
    Raises: BookBusy when the book has a worker already.
    """
    work_on(book)
    asked_at: datetime | None = None
    mailed_at: datetime | None = None
    with only_one(folder=folder, work="worker"):
        give_up_broken_off()
        while going_on():
            close_old_connections()
            try:
                at, zone = morning_at()
                moment = now()
                due = morning_is_due(
                    now=moment, at=at, zone=zone, made_at=made_at(), asked_at=asked_at
                )
                if due and ask_for_refresh():
                    asked_at = moment
                _do_what_is_asked()
                if mailed_at is None or moment - mailed_at >= MAIL_EVERY:
                    mailed_at = moment
                    mail(moment)
            except (DatabaseError, RegularsError):
                # Restarted, locked for longer than usual, a file being edited: look again.
                log.exception("The worker goes on")
                close_old_connections()
            clock_time.sleep(SECONDS_BETWEEN_LOOKS)


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
