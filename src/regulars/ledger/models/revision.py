"""What every fact table has beside its contract's columns."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from regulars.ledger.models.batch import Batch


class Revision(models.Model):
    """One content that some batch brought for (source, source_id); never changed, never hidden.

    The current content is that of the newest complete batch that brought or asserted it.
    """

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, db_constraint=False)
    source = models.TextField()
    source_id = models.TextField()
    content_hash = models.BinaryField()
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source_id", "source"], name="%(class)s_key"),
        ]


class AboutCustomer(Revision):
    """A fact that names the identity of a customer."""

    customer_source = models.TextField()
    customer_key = models.TextField()

    class Meta(Revision.Meta):
        abstract = True
        indexes: ClassVar[list[models.Index]] = [
            *Revision.Meta.indexes,
            models.Index(fields=["customer_key", "customer_source"], name="%(class)s_customer"),
        ]
