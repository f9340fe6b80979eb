"""What people did for each other: the tables that a test holds equal to `regulars.contracts`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from regulars.ledger.models.revision import AboutCustomer


class Contact(AboutCustomer):
    channel = models.TextField()
    began_by = models.TextField(null=True)
    happened_at = models.DateTimeField(null=True)
    happened_on = models.DateField()
    offer = models.TextField(null=True)
    reaction = models.TextField(null=True)
    note = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_contact"


class Referral(AboutCustomer):
    other_source = models.TextField()
    other_key = models.TextField()
    known_by = models.TextField(null=True)
    confidence_permille = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField(null=True)
    happened_on = models.DateField()

    class Meta(AboutCustomer.Meta):
        db_table = "fact_referral"
        indexes: ClassVar[list[models.Index]] = [
            *AboutCustomer.Meta.indexes,
            models.Index(fields=["other_key", "other_source"], name="referral_other"),
        ]


class AccountReview(AboutCustomer):
    staff = models.TextField(null=True)
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    state = models.TextField()
    recommendation = models.TextField(null=True)
    feeling = models.TextField(null=True)
    needs = models.TextField(null=True)
    competitors = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_account_review"


class Introduction(AboutCustomer):
    other_source = models.TextField()
    other_key = models.TextField()
    need = models.TextField(null=True)
    state = models.TextField()
    happened_on = models.DateField()
    outcome = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_introduction"
        indexes: ClassVar[list[models.Index]] = [
            *AboutCustomer.Meta.indexes,
            models.Index(fields=["other_key", "other_source"], name="introduction_other"),
        ]


class Perk(AboutCustomer):
    kind = models.TextField()
    given_as = models.TextField(null=True)
    cost_minor = models.BigIntegerField(null=True)
    currency = models.TextField(null=True)
    happened_on = models.DateField()

    class Meta(AboutCustomer.Meta):
        db_table = "fact_perk"


class Care(AboutCustomer):
    play = models.TextField()
    play_version = models.BigIntegerField()
    planned_on = models.DateField()
    staff = models.TextField()
    state = models.TextField()
    state_at = models.DateTimeField()
    rank = models.BigIntegerField(null=True)
    minutes = models.BigIntegerField()
    stake_minor = models.BigIntegerField(null=True)
    stake_low_minor = models.BigIntegerField(null=True)
    stake_high_minor = models.BigIntegerField(null=True)
    currency = models.TextField()
    channel = models.TextField(null=True)
    received = models.TextField(null=True)
    snoozed_until_on = models.DateField(null=True)
    reason = models.TextField(null=True)
    note = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_care"
        indexes: ClassVar[list[models.Index]] = [
            *AboutCustomer.Meta.indexes,
            models.Index(fields=["planned_on"], name="care_planned_on"),
        ]


class FollowUp(AboutCustomer):
    customer_source = models.TextField(null=True)
    customer_key = models.TextField(null=True)
    about = models.TextField()
    about_source = models.TextField()
    about_key = models.TextField()
    became = models.TextField()
    staff = models.TextField(null=True)
    happened_at = models.DateTimeField(null=True)
    happened_on = models.DateField()

    class Meta(AboutCustomer.Meta):
        db_table = "fact_follow_up"
