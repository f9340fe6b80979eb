import django.db.models.deletion
from django.db import migrations, models


def belong(apps, schema_editor):
    """Hashes of before belong to the one erasure of their moment, where there is only one."""
    erasure, suppression = (apps.get_model('ledger', name) for name in ('Erasure', 'Suppression'))
    for one in erasure.objects.all():
        if erasure.objects.filter(erased_at=one.erased_at).count() == 1:
            suppression.objects.filter(erased_at=one.erased_at).update(erasure=one)


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0005_erasure'),
    ]

    operations = [
        migrations.AddField(
            model_name='erasure',
            name='readmitted_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='erasure',
            name='readmitted_by',
            field=models.TextField(null=True),
        ),
        migrations.AddField(
            model_name='suppression',
            name='erasure',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='ledger.erasure'),
        ),
        migrations.RunPython(belong, migrations.RunPython.noop),
    ]
