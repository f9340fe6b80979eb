"""Names the Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "regulars.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
