"""The desk as a WSGI application, for gunicorn: `gunicorn 'regulars.desk.wsgi:served()'`."""

from __future__ import annotations

import os

from django.core.handlers.wsgi import WSGIHandler

import regulars


def served() -> WSGIHandler:
    """The desk of the book in REGULARS_BOOK; each worker calls it after its fork."""
    regulars.open(os.environ["REGULARS_BOOK"])
    return application()


def application() -> WSGIHandler:
    """The application of the book that this process has open.

    Call it after the fork: it builds the middleware, and with it the list of static files.
    """
    return WSGIHandler()
