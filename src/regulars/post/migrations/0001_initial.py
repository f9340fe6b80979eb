import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DigestWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.TextField()),
                ('wanted', models.BooleanField()),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='digest_wish', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'digest_wish',
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.TextField()),
                ('of_day', models.DateField()),
                ('staff', models.TextField()),
                ('address', models.TextField()),
                ('state', models.TextField(choices=[('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('unclear', 'Unclear')])),
                ('attempts', models.BigIntegerField()),
                ('tried_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('fault', models.TextField(null=True)),
            ],
            options={
                'db_table': 'letter',
                'constraints': [models.UniqueConstraint(fields=('kind', 'of_day', 'staff'), name='letter_once')],
            },
        ),
    ]
