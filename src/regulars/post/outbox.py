"""Which letters are to be sent, so that each goes once however often the worker looks.

A letter's row is taken before it is sent. Whoever is killed in between leaves it “sending”: it may
have gone, and nobody sends it again.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from regulars.post.models import Letter

MOST_ATTEMPTS = 5
TRY_AGAIN_AFTER = timedelta(minutes=10)
"""After the first failure; twice as long after each further one."""


def take(*, kind: str, of_day: date, staff: str, address: str, at: datetime) -> Letter | None:
    """The letter to send now; None when it was sent, is being sent, or is to wait."""
    try:
        with transaction.atomic():
            return Letter.objects.create(
                kind=kind,
                of_day=of_day,
                staff=staff,
                address=address,
                state=Letter.State.SENDING,
                attempts=1,
                tried_at=at,
            )
    except IntegrityError:
        letter = Letter.objects.get(kind=kind, of_day=of_day, staff=staff)
    if not _may_be_tried(letter, at):
        return None
    same = Letter.objects.filter(pk=letter.pk, state=Letter.State.FAILED, attempts=letter.attempts)
    # The condition stands in the UPDATE too: of two workers one takes it.
    if not same.update(
        state=Letter.State.SENDING, attempts=letter.attempts + 1, tried_at=at, address=address
    ):
        return None
    letter.refresh_from_db()
    return letter


def is_due(*, kind: str, of_day: date, staff: str, at: datetime) -> bool:
    """Whether `take` may give the letter: asked first, as writing one costs more."""
    letter = Letter.objects.filter(kind=kind, of_day=of_day, staff=staff).first()
    return letter is None or _may_be_tried(letter, at)


def _may_be_tried(letter: Letter, at: datetime) -> bool:
    waits = TRY_AGAIN_AFTER * 2 ** (letter.attempts - 1)
    failed = letter.state == Letter.State.FAILED and letter.attempts < MOST_ATTEMPTS
    return failed and at - letter.tried_at >= waits


def sent(letter: Letter, *, at: datetime) -> None:
    """The server took it."""
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, sent_at=at, fault=None)


def not_sent(letter: Letter, *, fault: str) -> None:
    """The server did not take it; it is tried again."""
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED, fault=fault)


def unclear(letter: Letter, *, fault: str) -> None:
    """It may have gone; it is not tried again."""
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.UNCLEAR, fault=fault)


def last_of(*, kind: str, staff: str) -> Letter | None:
    """The newest letter of a kind to somebody."""
    letters = Letter.objects.filter(kind=kind, staff=staff)
    newest: Letter | None = letters.order_by("-of_day").first()
    return newest
