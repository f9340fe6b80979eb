"""The tables of this room: where events go, and what became of each message."""

from __future__ import annotations

from typing import ClassVar

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
