"""Sends what is due, and decides from what came of it when it is tried again, or not any more."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from importlib.metadata import version
from itertools import groupby

from django.db import transaction

from regulars.post.hooks_send import Attempt, send
from regulars.post.hooks_sign import secret_of, signed
from regulars.post.models import FAILED, GONE, Delivery, WebHook

FIRST_WAIT = timedelta(seconds=10)
TIMES_LONGER = 4
LONGEST_WAIT = timedelta(hours=12)
MOST_TRIES = 12
"""The last is two and a half days after the first: a weekend's trouble loses nothing."""

AT_A_TIME = 50
HOOKS_AT_A_TIME = 4
PASS_SECONDS = 20.0
"""The worker has other things to do too; what is left over is due at its next look."""

KEPT = timedelta(days=30)


def wait_after(tries: int) -> timedelta:
    """How long after the attempt of this number the next one comes."""
    return min(FIRST_WAIT * TIMES_LONGER ** (tries - 1), LONGEST_WAIT)


def deliver_due(*, now: Callable[[], datetime]) -> int:
    """Send what is due, each web hook's messages in their order; how many were tried.

    The network is used by threads that know no database. What was sent and not noted, because we
    were stopped between the two, is sent once more under the same id.
    """
    due = list(
        Delivery.objects.select_related("hook")
        .filter(next_at__lte=now(), hook__off_at=None)
        .order_by("hook_id", "made_at", "pk")[:AT_A_TIME]
    )
    if not due:
        return 0
    queues = [list(some) for _, some in groupby(due, key=lambda one: one.hook_id)]
    ends = time.monotonic() + PASS_SECONDS
    with ThreadPoolExecutor(HOOKS_AT_A_TIME, thread_name_prefix="hook") as threads:
        tried = list(threads.map(lambda queue: _send_all(queue, now, ends), queues))
    for attempts in tried:
        for delivery, attempt in attempts:
            _note(delivery, attempt, at=now())
    return sum(len(attempts) for attempts in tried)


def forget_old(*, at: datetime) -> int:
    """Drop what was made longer ago than it is kept, also what still waits; how many."""
    return int(Delivery.objects.filter(made_at__lt=at - KEPT).delete()[0])


def _send_all(
    queue: Sequence[Delivery], now: Callable[[], datetime], ends: float
) -> list[tuple[Delivery, Attempt]]:
    """Until one fails: whoever does not answer is not asked again at once."""
    attempts = []
    for delivery in queue:
        if time.monotonic() > ends:
            break
        attempt = _send(delivery, now())
        attempts.append((delivery, attempt))
        if not attempt.taken:
            break
    return attempts


def _send(delivery: Delivery, at: datetime) -> Attempt:
    body, hook = delivery.body.encode(), delivery.hook
    headers = signed(message_id=delivery.message_id, body=body, secret=secret_of(hook.salt), at=at)
    return send(
        hook.url,
        body=body,
        headers={
            "Content-Type": "application/json",
            "User-Agent": f"Regulars/{version('regulars')}",
            **headers,
        },
        inside=hook.inside,
    )


def _note(delivery: Delivery, attempt: Attempt, *, at: datetime) -> None:
    tries = delivery.tries + 1
    told = {"tries": tries, "tried_at": at, "status": attempt.status, "trouble": attempt.trouble}
    with transaction.atomic():
        mine = Delivery.objects.filter(pk=delivery.pk)
        if attempt.taken:
            mine.update(**told, delivered_at=at, next_at=None)
            return
        if attempt.gone or tries >= MOST_TRIES:
            mine.update(**told, next_at=None)
            off = WebHook.objects.filter(pk=delivery.hook_id, off_at=None)
            off.update(off_at=at, off_why=GONE if attempt.gone else FAILED)
            return
        next_at = at + wait_after(tries)
        mine.update(**told, next_at=next_at)
        waiting = Delivery.objects.filter(hook_id=delivery.hook_id, next_at__lt=next_at)
        waiting.update(next_at=next_at)
