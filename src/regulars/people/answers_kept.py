"""What was answered to a request that may come again: the same key, the same answer, one deed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from regulars.errors import RegularsError
from regulars.people.models import KeptAnswer

KEPT = timedelta(hours=24)
BROKEN_OFF = timedelta(minutes=2)
"""A request that has no answer after this time was killed; it may be made anew."""


class AnotherRequest(RegularsError):
    """The same Idempotency-Key came with other content."""

    exit_code = 2


class StillAtIt(RegularsError):
    """The first request with this Idempotency-Key is not done yet."""

    exit_code = 6


@dataclass(frozen=True)
class Answer:
    """`body` is JSON, without names or free text: it is kept for a day."""

    status: int
    body: str


def begin(*, key: int, said: str, request_sha256: str, at: datetime) -> Answer | None:
    """The answer that was given before, or None: do it now, then `end` it or `give_up`.

    Raises: AnotherRequest, StillAtIt.
    """
    with transaction.atomic():
        KeptAnswer.objects.filter(at__lt=at - KEPT).delete()
        row, new = KeptAnswer.objects.get_or_create(
            api_key_id=key, said=said, defaults={"request_sha256": request_sha256, "at": at}
        )
        if new:
            return None
        if row.request_sha256 != request_sha256:
            raise AnotherRequest(
                "This Idempotency-Key was used for another request within the last day. Nothing "
                "was done. Send each new request with a new key."
            )
        if row.status is not None:
            return Answer(row.status, row.body)
        if at - row.at < BROKEN_OFF:
            raise StillAtIt(
                "The first request with this Idempotency-Key is not done yet. Ask again in a "
                "moment."
            )
        KeptAnswer.objects.filter(pk=row.pk).update(at=at)
    return None


def end(*, key: int, said: str, answer: Answer) -> None:
    """Keep what was answered."""
    row = KeptAnswer.objects.filter(api_key_id=key, said=said)
    row.update(status=answer.status, body=answer.body)


def give_up(*, key: int, said: str) -> None:
    """Nothing was done: the same request may come again as if it were the first."""
    KeptAnswer.objects.filter(api_key_id=key, said=said, status=None).delete()
