"""What the staff are called, by log-in name."""

from __future__ import annotations

from django.contrib.auth.models import User


def staff_names() -> dict[str, str]:
    """The name of each of the staff who may log in; their log-in name where none was given."""
    people = User.objects.filter(is_active=True).order_by("username")
    return {one.username: one.get_full_name() or one.username for one in people}
