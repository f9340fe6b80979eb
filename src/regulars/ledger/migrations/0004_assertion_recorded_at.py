

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0003_all_facts'),
    ]

    operations = [
        migrations.AddField(
            model_name='assertion',
            name='recorded_at',
            field=models.DateTimeField(null=True),
        ),
    ]
