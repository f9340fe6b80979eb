"""Who the customers are: the tables that a test holds equal to `regulars.contracts`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from regulars.ledger.models.revision import AboutCustomer, Revision


class Customer(Revision):
    kind = models.TextField()
    account_key = models.TextField(null=True)
    name = models.TextField(null=True)
    name_bn = models.TextField(null=True)
    email = models.TextField(null=True)
    phone = models.TextField(null=True)
    email_key = models.TextField(null=True)
    phone_key = models.TextField(null=True)
    acquired_through = models.TextField(null=True)
    language = models.TextField(null=True)
    treatment = models.TextField(null=True)
    treatment_on = models.DateField(null=True)
    since_on = models.DateField(null=True)

    class Meta(Revision.Meta):
        db_table = "fact_customer"
        indexes: ClassVar[list[models.Index]] = [
            *Revision.Meta.indexes,
            models.Index(
                fields=["account_key"],
                name="customer_account",
                condition=models.Q(account_key__isnull=False),
            ),
            *(
                models.Index(
                    fields=[f"{by}_key"],
                    name=f"customer_{by}_key",
                    condition=models.Q(**{f"{by}_key__isnull": False}),
                )
                for by in ("phone", "email")
            ),
        ]


class Identity(Revision):
    customer_id = models.TextField()

    class Meta(Revision.Meta):
        db_table = "fact_identity"
        indexes: ClassVar[list[models.Index]] = [
            *Revision.Meta.indexes,
            models.Index(fields=["customer_id"], name="identity_customer_id"),
        ]


class Match(AboutCustomer):
    other_source = models.TextField()
    other_key = models.TextField()
    decision = models.TextField()
    decided_on = models.DateField()
    decided_by = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_match"
        indexes: ClassVar[list[models.Index]] = [
            *AboutCustomer.Meta.indexes,
            models.Index(fields=["other_key", "other_source"], name="match_other"),
        ]


class AccountOwner(AboutCustomer):
    staff = models.TextField(null=True)
    since_on = models.DateField()

    class Meta(AboutCustomer.Meta):
        db_table = "fact_account_owner"


class Treatment(AboutCustomer):
    treatment = models.TextField()
    happened_on = models.DateField()
    until_on = models.DateField(null=True)
    said_to = models.TextField(null=True)
    text = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_treatment"


class Consent(AboutCustomer):
    purpose = models.TextField()
    channel = models.TextField(null=True)
    state = models.TextField()
    happened_at = models.DateTimeField(null=True)
    happened_on = models.DateField()
    said_in = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_consent"
