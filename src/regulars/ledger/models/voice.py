"""What customers say, and what is said to them: tables held equal to `regulars.contracts`."""

from __future__ import annotations

from django.db import models

from regulars.ledger.models.revision import AboutCustomer, Revision


class Answer(AboutCustomer):
    customer_source = models.TextField(null=True)
    customer_key = models.TextField(null=True)
    survey = models.TextField(null=True)
    question = models.TextField()
    kind = models.TextField()
    score = models.BigIntegerField(null=True)
    choice = models.TextField(null=True)
    happened_at = models.DateTimeField(null=True)
    happened_on = models.DateField()
    channel = models.TextField(null=True)
    order_key = models.TextField(null=True)
    reservation_key = models.TextField(null=True)
    problem_key = models.TextField(null=True)
    text = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_answer"


class Review(AboutCustomer):
    customer_source = models.TextField(null=True)
    customer_key = models.TextField(null=True)
    site = models.TextField()
    rating_milli = models.BigIntegerField(null=True)
    best_rating = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField(null=True)
    happened_on = models.DateField()
    language = models.TextField(null=True)
    author = models.TextField(null=True)
    title = models.TextField(null=True)
    text = models.TextField(null=True)
    reply = models.TextField(null=True)
    replied_on = models.DateField(null=True)
    order_key = models.TextField(null=True)
    reservation_key = models.TextField(null=True)
    product_key = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_review"


class Claim(Revision):
    text = models.TextField()
    aspect = models.TextField(null=True)
    place = models.TextField(null=True)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta(Revision.Meta):
        db_table = "fact_claim"


class Expectation(AboutCustomer):
    customer_source = models.TextField(null=True)
    customer_key = models.TextField(null=True)
    origin = models.TextField(null=True)
    aspect = models.TextField()
    outcome = models.TextField(null=True)
    happened_on = models.DateField()
    found_in = models.TextField(null=True)
    found_in_key = models.TextField(null=True)
    text = models.TextField(null=True)

    class Meta(AboutCustomer.Meta):
        db_table = "fact_expectation"
