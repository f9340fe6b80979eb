"""One import, or one day's writing at the desk: the unit that is published and undone."""

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

    kind = models.TextField(choices=Kind.choices)
    state = models.TextField(choices=State.choices, default=State.LOADING)
    published_seq = models.BigIntegerField(null=True, unique=True)
    recipe = models.TextField(null=True)
    files = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    asked_by = models.TextField(null=True)
    upload = models.TextField(null=True)

    class Meta:
        db_table = "batch"


class Assertion(models.Model):
    """A batch brought content that an earlier revision already holds: it says so again."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, db_constraint=False)
    fact = models.TextField()
    revision_id = models.BigIntegerField()
    recorded_at = models.DateTimeField(null=True)
    """When the desk said so; null for an import, which says all of it when it is published."""

    class Meta:
        db_table = "assertion"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["revision_id", "fact"], name="assertion_revision"),
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
