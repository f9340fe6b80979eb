"""Names the Django app."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "regulars.post"
    label = "post"
    default_auto_field = "django.db.models.BigAutoField"
