"""PostgreSQL looks no more for the batch of each row that an import writes: that took a third of
its time. The number is our own, and no batch is ever removed. SQLite goes on looking: there it
costs nothing, and to stop it every table would have to be written anew."""

import django.db.models.deletion
from django.db import migrations, models

OF_A_BATCH = (
    'accountowner', 'accountreview', 'answer', 'assertion', 'care', 'claim', 'consent', 'contact',
    'customer', 'expectation', 'identity', 'introduction', 'knownissue', 'match', 'order',
    'orderline', 'perk', 'problem', 'problemevent', 'product', 'rate', 'referral', 'reject',
    'reservation', 'review',
)


class OnPostgreSQL(migrations.AlterField):
    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == 'postgresql':
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0007_readmission'),
    ]

    operations = [
        OnPostgreSQL(
            model_name=name,
            name='batch',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, to='ledger.batch'),
        )
        for name in OF_A_BATCH
    ]
