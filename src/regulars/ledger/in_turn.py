"""Reading and writing as one step, of which people who work at once take turns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def in_turn(work: str) -> Iterator[None]:
    """One transaction, which whoever does the same `work` elsewhere waits for.

    What is read inside is what those before have written. SQLite's immediate transactions have one
    writer at a time; PostgreSQL is asked for the turn, always before the one that writing takes.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            from regulars.ledger.postgresql.turns import wait_for_turn

            wait_for_turn(work)
        yield
