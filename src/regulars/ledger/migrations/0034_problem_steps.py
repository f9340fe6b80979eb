"""What was known of a problem at each of its steps, and the lot of goods that were sold."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0021_assertions_of_a_kind"),
    ]

    operations = [
        migrations.AddField(
            model_name="problemevent",
            name="step",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="problemevent",
            name="details",
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name="orderline",
            name="lot",
            field=models.TextField(null=True),
        ),
    ]
