"""For how long a person planned a day; the lines themselves are care facts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PlannedDay(models.Model):
    """Tells a day on which nobody needs care from a day that nobody planned."""

    planned_on = models.DateField()
    staff = models.TextField()
    minutes = models.BigIntegerField()
    planned_at = models.DateTimeField()

    class Meta:
        db_table = "planned_day"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["planned_on", "staff"], name="planned_day_once"),
        ]
