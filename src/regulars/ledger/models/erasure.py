"""Who was erased, told without saying who: what was done, and hashes that keep them out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Erasure(models.Model):
    """One erasure. Unfinished while the files beside the tables may still hold the person.

    Null: `readmitted_at` and `readmitted_by` while they are on the list of the erased.
    """

    erased_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    erased_by = models.TextField()
    counts = models.JSONField(default=dict)
    readmitted_at = models.DateTimeField(null=True)
    readmitted_by = models.TextField(null=True)

    class Meta:
        db_table = "erasure"


class Suppression(models.Model):
    """A keyed hash of a key, address or number of somebody erased; `hash_key` is its HMAC key.

    Null: `erasure` of what came with the list of another copy of the book.
    """

    hash_key = models.TextField()
    kind = models.TextField()
    digest = models.TextField()
    erased_at = models.DateTimeField()
    erasure = models.ForeignKey(Erasure, null=True, on_delete=models.PROTECT)

    class Meta:
        db_table = "suppression"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["digest", "kind", "hash_key"], name="suppression_once"),
        ]
