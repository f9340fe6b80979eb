"""Which passwords are too easy. Django's own tests, in words of both languages."""

from __future__ import annotations

from django.contrib.auth import password_validation as django
from django.utils.translation import gettext

SHORTEST = 10


class LongEnough(django.MinimumLengthValidator):
    """Length is what makes guessing dear; nothing is asked of digits and signs."""

    def __init__(self, min_length: int = SHORTEST) -> None:
        super().__init__(min_length)

    def get_error_message(self) -> str:
        return gettext(
            "This password is too short. Write at least 10 letters; a few words are easy to keep."
        )


class NotCommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return gettext("Many people use this password, so it is tried first. Write another one.")


class NotTheName(django.UserAttributeSimilarityValidator):
    """Neither the name nor the log-in name."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "first_name"))

    def get_error_message(self) -> str:
        return gettext("This password is too much like the name. Write another one.")
