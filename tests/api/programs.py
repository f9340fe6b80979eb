"""Programs that ask, and the people whose keys they have."""

from __future__ import annotations

from typing import Any

from django.test import Client

JSON = "application/json"


def with_key(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)


def person(role: str) -> Any:
    """One of the staff with this role; always the same."""
    from django.contrib.auth.models import User

    from regulars.people.models import Person

    user, _ = User.objects.get_or_create(username=role)
    Person.objects.update_or_create(user=user, defaults={"role": role})
    return user
