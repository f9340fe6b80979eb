"""Whose ledger a database holds: its book's id is kept on both sides, here as a comment.

A comment goes with every dump and restore, and needs no table that SQLite would not use.
"""

from __future__ import annotations

import re

from django.db import connection
from psycopg import sql

from regulars.errors import RegularsError

_TABLE = "batch"
_MARK = "Regulars: the ledger of book "


class WrongDatabase(RegularsError):
    """The database does not hold this book's ledger, or cannot hold one."""

    exit_code = 3


def check_whose(book_id: str) -> None:
    """Raises: WrongDatabase when another book's ledger, or none, is there."""
    found = _marked()
    if found == book_id:
        return
    what = (
        "holds no ledger of Regulars"
        if found is None
        else f"holds the ledger of another book (id {found}; this book's is {book_id})"
    )
    raise WrongDatabase(
        f"{where()} {what}. Nothing was changed. Set DATABASE_URL to the database of this book, "
        "or restore its last dump there."
    )


def check_free() -> None:
    """Raises: WrongDatabase when a new book cannot begin here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), getdatabaseencoding()")
        schema, encoding = cursor.fetchone()
        tables = connection.introspection.table_names(cursor)
    if schema is None:
        raise WrongDatabase(
            f"{where()} has no schema to make tables in. Make one, or correct the search_path."
        )
    if encoding != "UTF8":
        raise WrongDatabase(
            f"{where()} keeps text as {encoding}, which has no room for every name. Make one "
            "with ENCODING 'UTF8' TEMPLATE template0, and set DATABASE_URL to it."
        )
    if (found := _marked()) is not None:
        raise WrongDatabase(
            f"{where()} holds the ledger of another book (id {found}). Nothing was changed. "
            "Make a database for this book, and set DATABASE_URL to it."
        )
    if tables and _TABLE not in tables:
        raise WrongDatabase(
            f"{where()} holds tables of another program ({', '.join(sorted(tables)[:3])}, …). "
            "Nothing was changed. Make a database for this book, and set DATABASE_URL to it; "
            "unset it to keep the ledger in a file of the book's folder."
        )


def mark(book_id: str) -> None:
    """Say that this database holds the ledger of the book with this id."""
    statement = sql.SQL("COMMENT ON TABLE {} IS {}").format(
        sql.Identifier(_TABLE), sql.Literal(_MARK + book_id)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)


def where() -> str:
    """The database in words; never its password."""
    connection.ensure_connection()
    info = connection.connection.info
    return f"The database “{info.dbname}” at {info.host}:{info.port}"


def _marked() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [_TABLE])
        [comment] = cursor.fetchone()
    found = re.fullmatch(re.escape(_MARK) + r"(\w+)", comment or "")
    return found[1] if found else None
