"""Who asked for an import, and at which upload of the desk."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("ledger", "0010_desk_words"),
    ]

    operations = [
        migrations.AddField(
            model_name='batch',
            name='asked_by',
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name='batch',
            name='upload',
            field=models.TextField(null=True),
        ),
    ]
