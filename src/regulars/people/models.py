"""The tables of this room; staff log in as Django's users."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from regulars.people.roles import Role


class Person(models.Model):
    """One of the staff: what a Django user does not say of them.

    Units: `hours` a day for care. Null: `hours` None is the book's usual number. `language` is ""
    where the person has not chosen one.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person"
    )
    role = models.TextField(choices=[(role.value, role.value) for role in Role])
    hours = models.FloatField(null=True)
    language = models.TextField(default="")

    class Meta:
        db_table = "person"


class SavedView(models.Model):
    """A question to the table of customers, as the part of its address after the `?`."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.TextField()
    query = models.TextField()
    for_team = models.BooleanField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "saved_view"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_view_once"),
        ]


class LoginLink(models.Model):
    """A link that logs one person in once; only its hash is kept, a stolen file opens nothing."""

    token_sha256 = models.BinaryField(unique=True, max_length=32)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "login_link"


class ApiKey(models.Model):
    """A person's key for a program; only its hash is kept, a stolen file opens nothing.

    Shape: `scopes` are values of `Scope`; `start` is what is shown of the token.
    Null: `expires_at` never; `last_used_at` not yet; `revoked_at` while it is valid.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.TextField()
    start = models.TextField()
    token_sha256 = models.BinaryField(unique=True, max_length=32)
    scopes = models.JSONField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "api_key"


class KeptAnswer(models.Model):
    """What was answered to a request with an Idempotency-Key. Null: `status` until it is done."""

    api_key = models.ForeignKey(ApiKey, on_delete=models.CASCADE)
    said = models.TextField()
    request_sha256 = models.TextField()
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(default="")

    class Meta:
        db_table = "kept_answer"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["api_key", "said"], name="kept_answer_once"),
        ]
