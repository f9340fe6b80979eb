"""Names the Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "regulars.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
