"""Django's settings for one book; made when a book is opened, not when a module is imported."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

from regulars.ledger.place import LEDGER_FILE

__all__ = ["LEDGER_FILE", "settings_for"]

SECRET_FILE = "secret.key"  # noqa: S105 - a file's name
DAY_SECONDS = 86_400
PACKAGE = Path(__file__).parent


def settings_for(folder: Path, *, time_zone: str, database: dict[str, Any]) -> dict[str, Any]:
    """The settings of the process that serves the book in `folder`."""
    return {
        "SECRET_KEY": _secret(folder / SECRET_FILE),
        "DEBUG": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]", "testserver"],
        "DATABASES": {"default": database},
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
            "regulars.ledger",
            "regulars.people",
            "regulars.jobs",
            "regulars.desk",
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "regulars.desk.frame.headers.page_headers",
            "regulars.desk.pages.data.receiving.let_go_of_files",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "regulars.desk.frame.log_in_required.LogInRequired",
            "regulars.desk.frame.roles.Roles",
        ],
        "ROOT_URLCONF": "regulars.desk.urls",
        "LOGIN_URL": "how_to_enter",
        "CSRF_FAILURE_VIEW": "regulars.desk.pages.errors.view.form_too_old",
        "TEMPLATES": [_templates()],
        "STATIC_URL": "/static/",
        "FILE_UPLOAD_HANDLERS": ["regulars.desk.pages.data.receiving.ToBookFolder"],
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 20_000,
        "WHITENOISE_USE_FINDERS": True,
        "SESSION_COOKIE_AGE": 30 * DAY_SECONDS,
        "LANGUAGE_CODE": "en",
        "LANGUAGES": [("en", "English"), ("bn", "বাংলা")],
        "LANGUAGE_COOKIE_AGE": 365 * DAY_SECONDS,
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "USE_TZ": True,
        "TIME_ZONE": time_zone,
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
