"""Names the Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "regulars.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
