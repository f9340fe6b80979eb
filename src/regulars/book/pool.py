"""The pool of candidates of a snapshot: who may be on a list, best first, and who is let alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from regulars.engines import DuckDBEngine

Row = dict[str, Any]


@dataclass(frozen=True)
class Pool:
    """Candidates best first, at most as many as asked; `customers` counts all that have one."""

    rows: list[Row]
    customers: int


@dataclass(frozen=True)
class Since:
    """What was written at the desk since the snapshot, by (source, key) of the customer.

    Shape: `consents` with channel and state, `owners` with the log-in name, None for nobody.
    """

    consents: frozenset[tuple[str, str, str, str]] = frozenset()
    owners: frozenset[tuple[str, str, str | None]] = frozenset()


@dataclass(frozen=True)
class Alone:
    """Who is let alone, by (source, key): altogether, and for one play; `ids` altogether too."""

    customers: frozenset[tuple[str, str]]
    plays: frozenset[tuple[str, str, str]]
    ids: frozenset[str] = frozenset()


NOTHING_SINCE = Since()
SAID = ("source", "source_id", "channel", "state")
GIVEN = ("source", "source_id", "staff")


def read_pool(
    engine: DuckDBEngine, *, alone: Alone, at_most: int, staff: str | None, since: Since
) -> Pool:
    """The candidates, as `SnapshotReader.pool` says; the engine has what `define_ranked` makes."""
    engine.define_arrow("alone_customers", _keys(alone.customers, ("source", "source_id")))
    engine.define_arrow("alone_plays", _keys(alone.plays, ("source", "source_id", "play")))
    engine.define_arrow("said_since", _rows(since.consents, SAID))
    engine.define_arrow("given_since", _rows(since.owners, GIVEN))
    parameters = {"staff": staff, "most": at_most, "ids": sorted(alone.ids)}
    rows = engine.records(_POOL, parameters)
    customers = rows[0]["customers"] if rows else 0
    return Pool(rows, customers)


def read_owners(
    engine: DuckDBEngine, customer_ids: Sequence[str], *, since: Since
) -> dict[str, str]:
    """Who of the staff looks after each of these: the log-in name by customer."""
    engine.define_arrow("given_since", _rows(since.owners, GIVEN))
    return dict(
        engine.rows(
            f"SELECT customer_id, staff FROM ({_LOOKED_AFTER})"
            " WHERE customer_id IN (SELECT unnest($ids)) ORDER BY ALL",
            {"ids": list(customer_ids)},
        )
    )


def read_looked_after(engine: DuckDBEngine, *, staff: str | None, since: Since) -> list[str]:
    """The customers whom one of the staff looks after; whom anybody does, for None."""
    engine.define_arrow("given_since", _rows(since.owners, GIVEN))
    rows = engine.rows(
        f"SELECT DISTINCT customer_id FROM ({_LOOKED_AFTER}) WHERE staff = coalesce($staff, staff)",
        {"staff": staff},
    )
    return [customer_id for (customer_id,) in rows]


_AGREED_OF = """
SELECT * FROM {since}
UNION ALL
SELECT c.customer_id, c.channel, c.state FROM {consents} AS c
ANTI JOIN {since} AS s ON s.customer_id = c.customer_id AND s.channel = c.channel
"""
_SAID_OF = """
SELECT DISTINCT n.customer_id, s.channel, s.state
FROM said_since AS s JOIN {keys} AS n USING (source, source_id)
"""
_LOOKED_AFTER_OF = """
SELECT * FROM {since} WHERE staff IS NOT NULL
UNION ALL
SELECT o.customer_id, o.staff FROM {owners} AS o
ANTI JOIN {since} AS s ON s.customer_id = o.customer_id
"""
_GIVEN_OF = """
SELECT DISTINCT n.customer_id, g.staff
FROM given_since AS g JOIN {keys} AS n USING (source, source_id)
"""
_LOOKED_AFTER = f"""
WITH since AS ({_GIVEN_OF.format(keys="identities")})
{_LOOKED_AFTER_OF.format(since="since", owners="owners")}
"""

_POOL = f"""
WITH said AS ({_SAID_OF.format(keys="ranked_keys")}),
agreed AS ({_AGREED_OF.format(since="said", consents="ranked_consents")}),
refusing AS (
  SELECT customer_id FROM agreed WHERE channel IN ('call', 'message') AND state = 'withdrawn'
  GROUP BY customer_id HAVING count(*) = 2
),
given AS ({_GIVEN_OF.format(keys="ranked_keys")}),
looked_after AS ({_LOOKED_AFTER_OF.format(since="given", owners="ranked_owners")}),
standing AS MATERIALIZED (
  SELECT c.place, c.customer_id, c.held_out, o.staff
  FROM ranked AS c
  LEFT JOIN (SELECT customer_id, min(staff) AS staff FROM looked_after GROUP BY customer_id) AS o
    ON o.customer_id = c.customer_id
  WHERE c.customer_id NOT IN (SELECT unnest($ids::VARCHAR[]))
    AND NOT EXISTS (
      SELECT 1 FROM alone_customers AS a JOIN ranked_keys AS n USING (source, source_id)
      WHERE n.customer_id = c.customer_id)
    AND NOT EXISTS (
      SELECT 1 FROM alone_plays AS a JOIN ranked_keys AS n USING (source, source_id)
      WHERE n.customer_id = c.customer_id AND a.play = c.play)
    AND NOT (c.optional AND c.customer_id IN (SELECT customer_id FROM refusing))
    AND c.customer_id NOT IN (SELECT customer_id FROM looked_after WHERE staff <> $staff)
),
best AS (SELECT * FROM standing ORDER BY place LIMIT $most)
SELECT c.*, b.staff AS looked_after_by,
  (SELECT count(DISTINCT customer_id) FROM standing WHERE NOT held_out) AS customers
FROM best AS b JOIN ranked AS c ON c.place = b.place
ORDER BY c.place
"""


def _rows(rows: Iterable[tuple[str | None, ...]], names: tuple[str, ...]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    return pa.table(
        {name: pa.array(list(one), pa.string()) for name, one in zip(names, columns, strict=True)}
    )


def _keys(keys: frozenset[tuple[str, ...]], names: tuple[str, ...]) -> pa.Table:
    ordered = sorted(keys)
    return pa.table(
        {
            name: pa.array([key[place] for key in ordered], pa.string())
            for place, name in enumerate(names)
        }
    )
