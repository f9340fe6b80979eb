"""Which kinds of facts some batches hold any of, in one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection

from regulars.ledger.models import MODELS


def kinds_in(parts: Mapping[str, Sequence[tuple[int, int]]]) -> frozenset[str]:
    """The kinds of which there is a revision in one of their parts.

    Shape: a part is a batch, and the revision of it after which it begins.
    """
    asked, values = [], []
    for fact, some in parts.items():
        if some:
            # Not by Django's ORM: to put these together took it longer than to answer them.
            where = " OR ".join("batch_id = %s AND id > %s" for _ in some)
            table = connection.ops.quote_name(MODELS[fact]._meta.db_table)
            asked.append(f"SELECT %s WHERE EXISTS (SELECT 1 FROM {table} WHERE {where})")
            values += [fact, *(value for part in some for value in part)]
    if not asked:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), values)
        return frozenset(str(fact) for (fact,) in cursor.fetchall())
