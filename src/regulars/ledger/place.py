"""Where a book keeps its ledger: in a file of its folder, or in a PostgreSQL database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from regulars.errors import RegularsError

VARIABLE = "DATABASE_URL"
LEDGER_FILE = "ledger.sqlite3"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
KINDS = (SQLITE, POSTGRESQL)

IDLE_SECONDS = 600
"""An unused connection is given back after this time."""
CONNECT_SECONDS = "10"
LOCK_TIMEOUT = "-c lock_timeout=30s"
"""As long as SQLite's busy timeout: nobody waits for another writer for ever."""
_SHOWN = "postgresql://user:password@host:5432/database"


class DatabaseUrlWrong(RegularsError):
    """`DATABASE_URL` cannot be used. Never says the address itself: it may hold the password."""

    exit_code = 3


def database_settings(folder: Path, *, kind: str, url: str | None) -> dict[str, Any]:
    """Django's settings of the book's database.

    Null: `url` None where no `DATABASE_URL` is set; a ledger in a file needs none.
    Raises: DatabaseUrlWrong.
    """
    if kind == SQLITE:
        return sqlite(folder / LEDGER_FILE)
    if not url:
        raise DatabaseUrlWrong(
            f"This book keeps its ledger in PostgreSQL, and {VARIABLE} does not say where. "
            f"Set it, e.g. {VARIABLE}={_SHOWN}, and try again."
        )
    return postgresql(url)


def sqlite(path: Path) -> dict[str, Any]:
    """The ledger as one SQLite file: WAL, whole transactions from their first write, FULL sync."""
    return {
        "ENGINE": "regulars.ledger.sqlite",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """The ledger in PostgreSQL: connections are kept, and looked after when they break.

    What the address leaves out comes from libpq's own variables and files (PGHOST, .pgpass, …).
    Raises: DatabaseUrlWrong.
    """
    given = _read(url)
    given["options"] = f"{given.get('options', '')} {LOCK_TIMEOUT}".strip()
    named = {name: given.pop(key, "") for name, key in _NAMED.items()}
    return {
        "ENGINE": "regulars.ledger.postgresql",
        **named,
        "CONN_MAX_AGE": IDLE_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "regulars",
            "keepalives_idle": "30",
            **given,
        },
    }


def conninfo(settings: dict[str, Any], *, host: str) -> str:
    """libpq's words for Django's settings, for whoever connects by another library.

    Shape: `host` is where Django is connected: libraries disagree on where sockets lie.
    """
    from psycopg.conninfo import make_conninfo

    named = {key: settings[name] for name, key in _NAMED.items() if settings[name]}
    libpq = {key: value for key, value in settings["OPTIONS"].items() if isinstance(value, str)}
    return make_conninfo("", **{"host": host, **named, **libpq})


_NAMED = {
    "NAME": "dbname",
    "USER": "user",
    "PASSWORD": "password",
    "HOST": "host",
    "PORT": "port",
}


def _read(url: str) -> dict[str, Any]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    scheme = url.split("://", maxsplit=1)[0] if "://" in url else ""
    if scheme not in ("postgresql", "postgres"):
        raise DatabaseUrlWrong(
            f"{VARIABLE} is not the address of a PostgreSQL database. Write {_SHOWN}, or unset it "
            "to keep the ledger in a file of the book's folder."
        )
    try:
        given = dict(conninfo_to_dict(url)) if url.count("@") <= 1 else None
    except ProgrammingError:
        given = None
    if given is None:
        # Without the reader's own words, which quote a piece of the password.
        raise DatabaseUrlWrong(
            f"{VARIABLE} cannot be read. Write {_SHOWN}, and in user and password %40 for @, "
            "%3A for :, %2F for /, %23 for # and %25 for %."
        ) from None
    if not given.get("dbname"):
        raise DatabaseUrlWrong(f"{VARIABLE} names no database. Write {_SHOWN}.")
    return given
