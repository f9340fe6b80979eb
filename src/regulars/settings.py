"""Django's settings for one book; made when a book is opened, not when a module is imported."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

from regulars.book.serving import ONLY_HERE, Serving
from regulars.ledger.place import LEDGER_FILE

__all__ = ["LEDGER_FILE", "settings_for"]

SECRET_FILE = "secret.key"  # noqa: S105 - a file's name
DAY_SECONDS = 86_400
HSTS_DAYS = 365
"""For so long a browser that came by TLS does not try without; Django sends it by TLS only."""
PACKAGE = Path(__file__).parent
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]


def settings_for(
    folder: Path, *, time_zone: str, database: dict[str, Any], serving: Serving = ONLY_HERE
) -> dict[str, Any]:
    """The settings of the process that serves the book in `folder`."""
    return {
        "SECRET_KEY": _secret(folder / SECRET_FILE),
        "DEBUG": False,
        **of_the_book(folder, time_zone=time_zone, database=database, serving=serving),
        "LOGGING": LOGGING,
        **LOG_IN,
        "TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "INSTALLED_APPS": [
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.staticfiles",
            "django_htmx",
            "django_tasks",
            "django_tasks_db",
            "allauth",
            "allauth.account",
            "allauth.mfa",
            "allauth.usersessions",
            "regulars.ledger",
            "regulars.people",
            "regulars.jobs",
            "regulars.post",
            "regulars.desk",
        ],
        "MIDDLEWARE": [
            "regulars.desk.frame.behind_proxy.behind_proxy",
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "regulars.desk.frame.headers.page_headers",
            "regulars.desk.pages.data.receiving.let_go_of_files",
            "regulars.api.apart.programs_apart",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "regulars.desk.frame.behind_proxy.only_by_tls",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "regulars.desk.frame.who.who",
            "django_htmx.middleware.HtmxMiddleware",
            "regulars.desk.frame.record.record",
            "allauth.account.middleware.AccountMiddleware",
            "regulars.desk.frame.log_in_required.LogInRequired",
            "regulars.desk.frame.roles.Roles",
            "regulars.desk.frame.second_factor.SecondFactor",
        ],
        "ROOT_URLCONF": "regulars.desk.urls",
        "CSRF_FAILURE_VIEW": "regulars.desk.pages.errors.view.form_too_old",
        "TEMPLATES": [_templates()],
        "STATIC_URL": "/static/",
        "FILE_UPLOAD_HANDLERS": ["regulars.desk.pages.data.receiving.ToBookFolder"],
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 20_000,
        "WHITENOISE_USE_FINDERS": True,
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [("en", "English"), ("bn", "বাংলা")],
        "LANGUAGE_COOKIE_AGE": 365 * DAY_SECONDS,
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "USE_TZ": True,
    }


def of_the_book(
    folder: Path, *, time_zone: str, database: dict[str, Any], serving: Serving
) -> dict[str, Any]:
    """Those of the settings that are another book's when the process opens another one."""
    return {
        "DATABASES": {"default": database},
        "CACHES": {"default": _attempts(folder)},
        "TIME_ZONE": time_zone,
        "ALLOWED_HOSTS": [*LOCAL_HOSTS, *serving.hosts],
        "CSRF_TRUSTED_ORIGINS": list(serving.addresses),
        "SECURE_HSTS_SECONDS": HSTS_DAYS * DAY_SECONDS if serving.only_tls else 0,
        "SERVING": serving,
    }


LOG_IN: dict[str, Any] = {
    "LOGIN_URL": "account_login",
    "LOGIN_REDIRECT_URL": "today",
    "SESSION_COOKIE_AGE": 30 * DAY_SECONDS,
    "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
    "AUTH_PASSWORD_VALIDATORS": [
        {"NAME": f"regulars.people.passwords.{name}"}
        for name in ("LongEnough", "NotCommon", "NotTheName")
    ],
    "ACCOUNT_ADAPTER": "regulars.people.adapters.AccountAdapter",
    "ACCOUNT_LOGIN_METHODS": {"username"},
    "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_PRESERVE_USERNAME_CASING": False,
    "ACCOUNT_SESSION_REMEMBER": True,
    "ACCOUNT_REAUTHENTICATION_TIMEOUT": 15 * 60,
    "MFA_ADAPTER": "regulars.people.adapters.MFAAdapter",
    "MFA_SUPPORTED_TYPES": ["totp", "recovery_codes"],
    "MFA_TOTP_ISSUER": "Regulars",
    "MFA_TOTP_TOLERANCE": 1,  # a phone's clock may be half a minute off
}


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "regulars.desk.log.WithoutSecrets",
            "format": "%(asctime)s %(name)s: %(message)s",
        }
    },
    "handlers": {"printed": {"class": "regulars.desk.log.Printed", "formatter": "plain"}},
    "loggers": {
        # A page that is not there, or not allowed, is not worth a line; one that failed is.
        "django": {"handlers": ["printed"], "level": "ERROR"},
        **{
            name: {"handlers": ["printed"], "level": "WARNING"}
            for name in ("allauth", "django_tasks", "django_tasks_db", "regulars")
        },
    },
}


def _attempts(folder: Path) -> dict[str, Any]:
    """Attempts to log in are counted for all processes of the desk together: decisions/013."""
    return {
        "BACKEND": "regulars.people.shared_attempts.SharedAttempts",
        "LOCATION": str(folder / "attempts"),
        # Where there are more, some are forgotten at random: many more than can be made in time.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }


def _templates() -> dict[str, Any]:
    """A page's templates lie beside its view, so the desk's whole folder is looked through."""
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "desk"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "regulars.desk.frame.context.frame",
            ],
            "libraries": {"formats": "regulars.desk.formats.tags"},
        },
    }


def _secret(path: Path) -> str:
    """The book's own signing key, made once, readable by its owner only."""
    if not path.exists():
        # Whole or not at all: Django refuses to begin with an empty key.
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, prefix="secret.", suffix=".part"
        ) as new:
            new.write(secrets.token_urlsafe(48))
            new.flush()
            os.fsync(new.fileno())
            with contextlib.suppress(FileExistsError):  # another process was first
                os.link(new.name, path)
    return path.read_text(encoding="ascii")
