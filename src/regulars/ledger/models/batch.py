"""One import, or what came in a day at the desk or by the API: what is published and undone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Batch(models.Model):
    """Facts count only while their batch is complete; `published_seq` is the order of batches.

    Null: `asked_by` (a log-in name, or the machine's account) where it is not known; `upload` where
          it did not come by the desk.
    """

    class State(models.TextChoices):
        LOADING = "loading"
        COMPLETE = "complete"
        UNDONE = "undone"
        ABANDONED = "abandoned"

    class Kind(models.TextChoices):
        IMPORT = "import"
        DESK = "desk"
        API = "api"

    kind = models.TextField(choices=Kind.choices)
    state = models.TextField(choices=State.choices, default=State.LOADING)
    published_seq = models.BigIntegerField(null=True, unique=True)
    recipe = models.TextField(null=True)
    sender = models.TextField(null=True)
    """Who posted it; null for files and the desk."""
    files = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    asked_by = models.TextField(null=True)
    upload = models.TextField(null=True)

    class Meta:
        db_table = "batch"


GROWING = (Batch.Kind.DESK, Batch.Kind.API)
"""Batches that count from their first fact and go on growing: each row has its own instant."""

FROM_OUTSIDE = (Batch.Kind.IMPORT, Batch.Kind.API)
"""Batches that are listed, and can be undone as a whole."""


class Assertion(models.Model):
    """A batch brought content that an earlier revision already holds: it says so again."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, db_constraint=False, db_index=False)
    fact = models.TextField()
    revision_id = models.BigIntegerField()
    recorded_at = models.DateTimeField(null=True)
    """When a growing batch said so; null for an import, which says all when it is published."""

    class Meta:
        db_table = "assertion"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["revision_id", "fact"], name="assertion_revision"),
            models.Index(fields=["batch", "fact"], name="assertion_batch"),
        ]


class Reject(models.Model):
    """A row that could not be taken, as it came, with the reason."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, db_constraint=False)
    file = models.TextField()
    line = models.BigIntegerField()
    reason = models.TextField()
    column = models.TextField(null=True)
    value = models.TextField(null=True)
    row = models.TextField()

    class Meta:
        db_table = "reject"
