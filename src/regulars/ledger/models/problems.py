"""What went wrong: the tables that a test holds equal to `regulars.contracts`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from regulars.ledger.models.revision import AboutCustomer, Revision


class Problem(AboutCustomer):
    customer_source = models.TextField(null=True)
    customer_key = models.TextField(null=True)
    topic = models.TextField(null=True)
    happened_at = models.DateTimeField(null=True)
    happened_on = models.DateField()
    state = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    priority = models.TextField(null=True)
    channel = models.TextField(null=True)
    found_by = models.TextField(null=True)
    in_charge = models.TextField(null=True)
    promised_at = models.DateTimeField(null=True)
    order_key = models.TextField(null=True)
    reservation_key = models.TextField(null=True)
    product_key = models.TextField(null=True)
    known_issue_key = models.TextField(null=True)
    text = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_problem"


class ProblemEvent(Revision):
    problem_key = models.TextField()
    kind = models.TextField()
    happened_at = models.DateTimeField(null=True)
    happened_on = models.DateField()
    began_by = models.TextField(null=True)
    channel = models.TextField(null=True)
    staff = models.TextField(null=True)
    waiting_for = models.TextField(null=True)
    reason = models.TextField(null=True)
    step = models.BigIntegerField(null=True)
    details = models.TextField(null=True)
    note = models.TextField(null=True)

    class Meta(Revision.Meta):
        db_table = "fact_problem_event"
        indexes: ClassVar[list[models.Index]] = [
            *Revision.Meta.indexes,
            models.Index(fields=["problem_key", "source"], name="problemevent_problem"),
        ]


class KnownIssue(Revision):
    title = models.TextField()
    topic = models.TextField(null=True)
    since_on = models.DateField()
    state = models.TextField()
    fixed_on = models.DateField(null=True)
    what_to_do = models.TextField(null=True)
    product_key = models.TextField(null=True)
    lot = models.TextField(null=True)
    place = models.TextField(null=True)
    exposed_from_on = models.DateField(null=True)
    exposed_to_on = models.DateField(null=True)

    class Meta(Revision.Meta):
        db_table = "fact_known_issue"
