"""The language that a person chose, kept with them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("people", "0002_person")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="language",
            field=models.TextField(default=""),
        ),
    ]
