"""Batches of what is posted by the API, and who posted them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0011_batch_asked_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="batch",
            name="sender",
            field=models.TextField(null=True),
        ),
        migrations.AlterField(
            model_name="batch",
            name="kind",
            field=models.TextField(choices=[("import", "Import"), ("desk", "Desk"), ("api", "Api")]),
        ),
    ]
