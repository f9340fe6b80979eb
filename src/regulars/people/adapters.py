"""What allauth asks this project: its words in both languages, who may come, where secrets lie."""

from __future__ import annotations

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from regulars.people.qr_code import qr_code

TOO_MANY = gettext_lazy("Too many attempts that were not right. Wait five minutes, then try again.")
NOT_THE_CODE = gettext_lazy(
    "This is not the code. Each works for half a minute and once: write the newest one."
)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: the owner makes each person."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": gettext_lazy(
            "Log-in name and password do not belong together. Try again, or ask the owner of the "
            "book for a link."
        ),
        "incorrect_password": gettext_lazy("This is not your password. Try again."),
        "incorrect_code": NOT_THE_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        address: str = reverse("account")
        return address


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are encrypted with the book's own key: a copy of the database alone opens nothing."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": NOT_THE_CODE}

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        return qr_code(url)


def _fernet() -> Fernet:
    key = hashlib.sha256(b"second factor\x1f" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
