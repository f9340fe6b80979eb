"""The fact tables. A test holds them equal to `regulars.contracts`, which describes them."""

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
    language = models.TextField(null=True)
    treatment = models.TextField(null=True)
    treatment_on = models.DateField(null=True)
    since_on = models.DateField(null=True)

    class Meta(Revision.Meta):
        db_table = "fact_customer"


class Identity(Revision):
    customer_id = models.TextField()

    class Meta(Revision.Meta):
        db_table = "fact_identity"
        indexes: ClassVar[list[models.Index]] = [
            *Revision.Meta.indexes,
            models.Index(fields=["customer_id"], name="identity_customer_id"),
        ]


class Product(Revision):
    name = models.TextField(null=True)
    name_bn = models.TextField(null=True)
    category = models.TextField(null=True)

    class Meta(Revision.Meta):
        db_table = "fact_product"


class Order(AboutCustomer):
    customer_source = models.TextField(null=True)
    customer_key = models.TextField(null=True)
    state = models.TextField()
    returns_order_key = models.TextField(null=True)
    happened_at = models.DateTimeField(null=True)
    happened_on = models.DateField()
    amount_minor = models.BigIntegerField(null=True)
    currency = models.TextField()
    channel = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_order"


class OrderLine(Revision):
    order_key = models.TextField()
    product_key = models.TextField(null=True)
    kind = models.TextField()
    quantity_milli = models.BigIntegerField(null=True)
    amount_minor = models.BigIntegerField(null=True)
    currency = models.TextField()

    class Meta(Revision.Meta):
        db_table = "fact_order_line"
        indexes: ClassVar[list[models.Index]] = [
            *Revision.Meta.indexes,
            models.Index(fields=["order_key", "source"], name="orderline_order"),
        ]


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
