"""Whoever writes a number or address is looked for by it at once, not at the next refresh."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0034_problem_steps"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                fields=["phone_key"],
                name="customer_phone_key",
                condition=models.Q(("phone_key__isnull", False)),
            ),
        ),
        migrations.AddIndex(
            model_name="customer",
            index=models.Index(
                fields=["email_key"],
                name="customer_email_key",
                condition=models.Q(("email_key__isnull", False)),
            ),
        ),
    ]
