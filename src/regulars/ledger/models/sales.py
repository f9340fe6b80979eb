"""What was sold, booked and paid: the tables that a test holds equal to `regulars.contracts`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from regulars.ledger.models.revision import AboutCustomer, Revision


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
    discount_minor = models.BigIntegerField(null=True)
    discount_code = models.TextField(null=True)

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


class Rate(Revision):
    currency = models.TextField()
    to_currency = models.TextField()
    rated_on = models.DateField()
    rate_e8 = models.BigIntegerField()

    class Meta(Revision.Meta):
        db_table = "fact_rate"


class Reservation(AboutCustomer):
    customer_source = models.TextField(null=True)
    customer_key = models.TextField(null=True)
    state = models.TextField()
    arrives_on = models.DateField()
    arrives_at = models.DateTimeField(null=True)
    departs_on = models.DateField(null=True)
    happened_at = models.DateTimeField(null=True)
    happened_on = models.DateField()
    party = models.BigIntegerField(null=True)
    purpose = models.TextField(null=True)
    unit = models.TextField(null=True)
    amount_minor = models.BigIntegerField(null=True)
    currency = models.TextField(null=True)
    channel = models.TextField(null=True)
    order_key = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_reservation"
