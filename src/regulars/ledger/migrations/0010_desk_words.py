import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0009_treatment'),
    ]

    operations = [
        migrations.AddField(
            model_name='care',
            name='channel',
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name='reservation',
            name='arrives_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField()),
                ('source_id', models.TextField()),
                ('content_hash', models.BinaryField()),
                ('recorded_at', models.DateTimeField()),
                ('customer_source', models.TextField(null=True)),
                ('customer_key', models.TextField(null=True)),
                ('about', models.TextField()),
                ('about_source', models.TextField()),
                ('about_key', models.TextField()),
                ('became', models.TextField()),
                ('staff', models.TextField(null=True)),
                ('happened_at', models.DateTimeField(null=True)),
                ('happened_on', models.DateField()),
                ('batch', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to='ledger.batch')),
            ],
            options={
                'db_table': 'fact_follow_up',
                'abstract': False,
                'indexes': [models.Index(fields=['source_id', 'source'], name='followup_key'), models.Index(fields=['customer_key', 'customer_source'], name='followup_customer')],
            },
        ),
    ]
