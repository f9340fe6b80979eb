"""The tables of this room: who wants mail, and what became of each one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class DigestWish(models.Model):
    """What one of the staff said of the morning's mail; who said nothing gets none."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_wish"
    )
    address = models.TextField()
    wanted = models.BooleanField()

    class Meta:
        db_table = "digest_wish"


class Letter(models.Model):
    """One mail to one person about one day; the row is there before it is sent, so it goes once.

    Null: `sent_at` None where it was not taken by the server, `fault` where none was told.
    """

    class State(models.TextChoices):
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        """Not taken by the server: it may be tried again."""
        UNCLEAR = "unclear"
        """The connection broke while the server had it: it may have gone, so it stays so."""

    kind = models.TextField()
    of_day = models.DateField()
    staff = models.TextField()
    address = models.TextField()
    state = models.TextField(choices=State.choices)
    attempts = models.BigIntegerField()
    tried_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    fault = models.TextField(null=True)

    class Meta:
        db_table = "letter"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "of_day", "staff"], name="letter_once"),
        ]
