"""What a task does not say of itself: who asked, how far it is, what came of it."""

from __future__ import annotations

from django.db import models
from django_tasks_db.models import DBTaskResult


class Job(models.Model):
    """One piece of long work, beside its task; it goes when the task's result is pruned.

    Shape: `about` names what it is about (an upload, a customer) and is empty where nothing;
           `said` is what was asked, `came` what came of it, or of which error it failed.
    Units: `done` and `total` as the step counts; both 0 where it does not say.
    Null:  `told_at` None before the first step; `came` None until the end, and for good where the
           worker was killed.
    """

    task = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, primary_key=True)
    kind = models.TextField()
    asked_by = models.TextField()
    about = models.TextField(default="")
    said = models.JSONField(default=dict)
    step = models.TextField(default="")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    came = models.JSONField(null=True)

    class Meta:
        db_table = "job"
