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
    """Who is let alone, by (source, key): altogether, and for one play."""

    customers: frozenset[tuple[str, str]]
    plays: frozenset[tuple[str, str, str]]


@dataclass(frozen=True)
class Draw:
    """How is drawn who is held out: under the book's salt, this share of optional care."""

    salt: str
    share: float


NOTHING_SINCE = Since()
SAID = ("source", "source_id", "channel", "state")
GIVEN = ("source", "source_id", "staff")


def read_pool(
    engine: DuckDBEngine,
    *,
    alone: Alone,
    draw: Draw,
    at_most: int,
    staff: str | None,
    since: Since,
) -> Pool:
    """The candidates, as `SnapshotReader.pool` says; the engine has the snapshot's files."""
    engine.define_arrow("alone_customers", _keys(alone.customers, ("source", "source_id")))
    engine.define_arrow("alone_plays", _keys(alone.plays, ("source", "source_id", "play")))
    engine.define_arrow("said_since", _rows(since.consents, SAID))
    engine.define_arrow("given_since", _rows(since.owners, GIVEN))
    engine.define_arrow("planner", pa.table({"staff": pa.array([staff], pa.string())}))
    engine.define_view("agreed", _AGREED)
    engine.define_view("looked_after", _LOOKED_AFTER)
    engine.define_view("pool", _POOL)
    parameters = {"salt": draw.salt, "share": draw.share}
    table = engine.arrow(
        f"{_FLAGGED} SELECT * FROM flagged ORDER BY value_per_minute DESC NULLS LAST,"
        f" optional, age_days DESC NULLS LAST, play, customer_id LIMIT {int(at_most)}",
        parameters,
    )
    [(customers,)] = engine.rows(
        f"{_FLAGGED} SELECT count(DISTINCT customer_id) FROM flagged WHERE NOT held_out",
        parameters,
    )
    return Pool(table.to_pylist(), customers)


def read_consents(
    engine: DuckDBEngine, customer_ids: Sequence[str], *, since: Since
) -> dict[str, dict[str, str]]:
    """What each of these customers allows by channel: `given` or `withdrawn`, else nothing."""
    engine.define_arrow("said_since", _rows(since.consents, SAID))
    rows = engine.rows(
        f"SELECT * FROM ({_AGREED}) WHERE customer_id IN (SELECT unnest($ids)) ORDER BY state",
        {"ids": list(customer_ids)},
    )
    found: dict[str, dict[str, str]] = {}
    for customer_id, channel, state in rows:
        found.setdefault(customer_id, {})[channel] = state
    return found


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


_AGREED = """
WITH since AS (
  SELECT DISTINCT n.customer_id, s.channel, s.state
  FROM said_since AS s JOIN identities AS n USING (source, source_id))
SELECT * FROM since
UNION ALL
SELECT c.customer_id, c.channel, c.state FROM consents AS c
ANTI JOIN since AS s ON s.customer_id = c.customer_id AND s.channel = c.channel
"""

_LOOKED_AFTER = """
WITH since AS (
  SELECT DISTINCT n.customer_id, g.staff
  FROM given_since AS g JOIN identities AS n USING (source, source_id))
SELECT * FROM since WHERE staff IS NOT NULL
UNION ALL
SELECT o.customer_id, o.staff FROM owners AS o
ANTI JOIN since AS s ON s.customer_id = o.customer_id
"""

_POOL = """
SELECT c.*, i.source AS customer_source, i.source_id AS customer_key,
  o.staff AS looked_after_by
FROM candidates AS c
JOIN identities AS i USING (customer_id)
LEFT JOIN (SELECT customer_id, min(staff) AS staff FROM looked_after GROUP BY customer_id) AS o
  USING (customer_id)
WHERE NOT EXISTS (
    SELECT 1 FROM alone_customers AS a JOIN identities AS n USING (source, source_id)
    WHERE n.customer_id = c.customer_id)
  AND NOT EXISTS (
    SELECT 1 FROM alone_plays AS a JOIN identities AS n USING (source, source_id)
    WHERE n.customer_id = c.customer_id AND a.play = c.play)
  AND NOT (c.optional AND c.customer_id IN (
    SELECT customer_id FROM agreed WHERE channel IN ('call', 'message') AND state = 'withdrawn'
    GROUP BY customer_id HAVING count(*) = 2))
  AND c.customer_id NOT IN (
    SELECT o.customer_id FROM looked_after AS o, planner AS p WHERE o.staff <> p.staff)
QUALIFY row_number() OVER (
  PARTITION BY c.customer_id, c.play ORDER BY i.source, i.source_id) = 1
"""

# The first 15 hexadecimal digits of the hash, as acts.candidate.is_held_out reads them.
_DRAWN = """('0x' || substr(sha256($salt || '|' || c.play || '|' || c.play_version || '|' || {id}),
  1, 15))::BIGINT::DOUBLE / 1152921504606846976.0 < $share"""

# Of whom two ids are one customer and drawn to both sides nothing can be judged: they are not left
# untouched, whichever id survives.
_FLAGGED = f"""
WITH drawn AS (
  SELECT c.customer_id, c.play, bool_and({_DRAWN.format(id="r.customer_id")}) AS too
  FROM candidates AS c JOIN redirects AS r ON r.into_customer_id = c.customer_id
  GROUP BY ALL
),
flagged AS (
  SELECT c.*, c.optional AND {_DRAWN.format(id="c.customer_id")} AND coalesce(d.too, TRUE)
    AS held_out
  FROM pool AS c LEFT JOIN drawn AS d ON d.customer_id = c.customer_id AND d.play = c.play
)
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
