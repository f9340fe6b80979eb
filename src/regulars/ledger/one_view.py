"""Several questions to the ledger answered as of one moment, while others go on writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_view() -> Iterator[None]:
    """What is read within this sees the ledger as it is at the first question.

    Only for the heads: which batches count, and the last revision of each. Revisions are never
    changed, and within a batch that counts they are committed in the order of their ids
    (`batches.take_turn`), so the rows up to those heads can be read later, in columns, by another
    connection: the same rows. The other way, to keep one snapshot open for as long as all rows are
    read (PostgreSQL can lend it to ADBC's connection), would keep PostgreSQL from clearing up
    during a long refresh, and SQLite cannot lend it at all.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Not by `atomic`, which begins SQLite's transactions as a writer and would stop the others.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
