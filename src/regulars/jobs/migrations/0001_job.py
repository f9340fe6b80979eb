"""The table of long work, beside the tasks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="django_tasks_database.dbtaskresult",
                    ),
                ),
                ("kind", models.TextField()),
                ("asked_by", models.TextField()),
                ("about", models.TextField(default="")),
                ("said", models.JSONField(default=dict)),
                ("step", models.TextField(default="")),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("told_at", models.DateTimeField(null=True)),
                ("came", models.JSONField(null=True)),
            ],
            options={"db_table": "job"},
        ),
    ]
