"""The tables of this room: who wants mail, where events go, and what became of each message."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

FAILED, GONE, BY_HAND, RESTORED = "failed", "gone", "by_hand", "restored"
"""Why a web hook is off."""


class WebHook(models.Model):
    """An address that is told of events. Its secret is made of `salt` and the book's own key.

    `inside`: the owner allows an address within this machine or network.
    Null: `off_at` and `off_why` while it is on; `off_why` is by_hand, failed, gone or restored.
    """

    url = models.TextField()
    events = models.JSONField()
    salt = models.TextField()
    inside = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    off_at = models.DateTimeField(null=True)
    off_why = models.TextField(null=True)

    class Meta:
        db_table = "web_hook"


class Delivery(models.Model):
    """One event for one web hook; its message keeps its id however often it is tried.

    Null: `next_at` when it is not tried again; `delivered_at` until it was taken; `status` where
          no answer came, `trouble` where nothing was wrong.
    """

    hook = models.ForeignKey(WebHook, on_delete=models.CASCADE, related_name="deliveries")
    message_id = models.TextField(unique=True)
    event = models.TextField()
    body = models.TextField()
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    trouble = models.TextField(null=True)

    class Meta:
        db_table = "web_hook_delivery"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_at"], name="delivery_next"),
        ]


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
