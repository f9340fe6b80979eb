"""Names the Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "regulars.desk"
    label = "desk"
