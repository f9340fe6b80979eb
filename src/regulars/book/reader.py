"""Reading the current snapshot: one customer, some customers, the pool of candidates."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from regulars.book.snapshot import CONSENTS, OWNERS, QUESTIONS, REDIRECTS, Snapshot, unreadable
from regulars.engines import DuckDBEngine
from regulars.errors import RegularsError

THREADS = 1
MEMORY = "512MB"

Row = dict[str, Any]


class UnknownCustomer(RegularsError):
    """The snapshot has no such customer."""

    exit_code = 4


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


NOTHING_SINCE = Since()
SAID = ("source", "source_id", "channel", "state")
GIVEN = ("source", "source_id", "staff")


class SnapshotReader:
    """Reads one snapshot with one small engine, which threads take in turn.

    Raises: SnapshotUnreadable when a file of it is missing or damaged.
    """

    def __init__(self, *, snapshot: Snapshot, temporary: Path) -> None:
        self.snapshot = snapshot
        self._turn = threading.Lock()
        self._engine = DuckDBEngine(temporary=temporary, threads=THREADS, memory=MEMORY)
        for name in ("card", "candidates", "identities"):
            try:
                self._engine.define_parquet(name, [str(getattr(snapshot, name))])
            except Exception as error:  # whatever the engine calls it
                self.close()
                raise unreadable(snapshot.folder, str(error).splitlines()[0]) from error
        # A snapshot made before there were any has none.
        for name, schema in (
            ("redirects", REDIRECTS),
            ("questions", QUESTIONS),
            ("consents", CONSENTS),
            ("owners", OWNERS),
        ):
            path = getattr(snapshot, name)
            if path.exists():
                self._engine.define_parquet(name, [str(path)])
            else:
                self._engine.define_arrow(name, schema.empty_table())

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.query("SELECT * FROM card LIMIT 0").column_names)

    def card_row(self, customer_id: str) -> Row:
        """One customer's card, under the id that counts now. Raises: UnknownCustomer."""
        rows = self.card_rows([customer_id])
        if customer_id not in rows:
            customer_id = self.id_now(customer_id)
            rows = self.card_rows([customer_id])
        if customer_id not in rows:
            raise UnknownCustomer(
                f"There is no customer {customer_id} as of {self.snapshot.as_of}. "
                "`regulars card --columns customer_id` lists those there are."
            )
        return rows[customer_id]

    def id_now(self, customer_id: str) -> str:
        """The id into which a customer was merged; their own where they were not."""
        rows = self.query(
            "SELECT into_customer_id FROM redirects WHERE customer_id = $id", {"id": customer_id}
        ).to_pylist()
        return rows[0]["into_customer_id"] if rows else customer_id

    def merged_into(self, customer_id: str) -> dict[str, str]:
        """The ids that were merged into this one, each with the basis."""
        rows = self.query(
            "SELECT customer_id, basis FROM redirects WHERE into_customer_id = $id"
            " ORDER BY customer_id",
            {"id": customer_id},
        ).to_pylist()
        return {row["customer_id"]: row["basis"] for row in rows}

    def card_rows(self, customer_ids: Sequence[str]) -> dict[str, Row]:
        """The card of each of these customers that has one."""
        rows = self.query(
            "SELECT * FROM card WHERE customer_id IN (SELECT unnest($ids))",
            {"ids": list(customer_ids)},
        ).to_pylist()
        return {row["customer_id"]: row for row in rows}

    def identities(self, customer_ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        """Each customer's (source, key), in order; facts are written to the first."""
        rows = self.query(
            "SELECT * FROM identities WHERE customer_id IN (SELECT unnest($ids)) ORDER BY ALL",
            {"ids": list(customer_ids)},
        ).to_pylist()
        found: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            found.setdefault(row["customer_id"], []).append((row["source"], row["source_id"]))
        return found

    def customer_ids(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The customer of each (source, key) that the snapshot knows."""
        wanted = pa.table(
            {
                "source": pa.array([source for source, _ in keys], pa.string()),
                "source_id": pa.array([key for _, key in keys], pa.string()),
            }
        )
        with self._turn:
            self._engine.define_arrow("wanted", wanted)
            rows = self._engine.rows(
                "SELECT source, source_id, customer_id FROM identities"
                " JOIN wanted USING (source, source_id)"
            )
        return {(source, key): customer_id for source, key, customer_id in rows}

    def pool(
        self,
        *,
        customers: frozenset[tuple[str, str]],
        plays: frozenset[tuple[str, str, str]],
        salt: str,
        holdout_share: float,
        at_most: int,
        staff: str | None = None,
        since: Since = NOTHING_SINCE,
    ) -> Pool:
        """Candidates without those let alone (`customers`, `plays`), best first.

        Nobody comes for an optional play who withdrew consent to all that it would take, and, for
        `staff`, nobody whom another of the staff looks after. `since` is what the desk wrote of
        both since the snapshot.
        Most value per minute first; without a stake last, service before optional.
        """
        with self._turn:
            self._engine.define_arrow("alone_customers", _keys(customers, ("source", "source_id")))
            self._engine.define_arrow("alone_plays", _keys(plays, ("source", "source_id", "play")))
            self._engine.define_arrow("said_since", _rows(since.consents, SAID))
            self._engine.define_arrow("given_since", _rows(since.owners, GIVEN))
            self._engine.define_arrow(
                "planner", pa.table({"staff": pa.array([staff], pa.string())})
            )
            self._engine.define_view("agreed", _AGREED)
            self._engine.define_view("looked_after", _LOOKED_AFTER)
            self._engine.define_view("pool", _POOL)
            parameters = {"salt": salt, "share": holdout_share}
            table = self._engine.arrow(
                f"{_FLAGGED} SELECT * FROM flagged ORDER BY value_per_minute DESC NULLS LAST,"
                f" optional, play, customer_id LIMIT {int(at_most)}",
                parameters,
            )
            counted = self._engine.rows(
                f"{_FLAGGED} SELECT count(DISTINCT customer_id) FROM flagged WHERE NOT held_out",
                parameters,
            )
        return Pool(table.to_pylist(), counted[0][0])

    def consents(self, customer_ids: Sequence[str], *, since: Since) -> dict[str, dict[str, str]]:
        """What each of these customers allows by channel: `given` or `withdrawn`, else nothing."""
        with self._turn:
            self._engine.define_arrow("said_since", _rows(since.consents, SAID))
            rows = self._engine.rows(
                f"SELECT * FROM ({_AGREED}) WHERE customer_id IN (SELECT unnest($ids))"
                " ORDER BY state",
                {"ids": list(customer_ids)},
            )
        found: dict[str, dict[str, str]] = {}
        for customer_id, channel, state in rows:
            found.setdefault(customer_id, {})[channel] = state
        return found

    def query(self, sql: str, parameters: dict[str, Any] | None = None) -> pa.Table:
        """The result of a query over `card`, `candidates` and `identities`."""
        with self._turn:
            return self._engine.arrow(sql, parameters)

    def write_csv(self, sql: str, path: Path) -> None:
        """Write a query's result as CSV."""
        with self._turn:
            self._engine.write_csv(sql, path)

    def write_parquet(self, sql: str, path: Path) -> None:
        """Write a query's result as Parquet."""
        with self._turn:
            self._engine.write_parquet(sql, path)

    def close(self) -> None:
        self._engine.close()


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
SELECT c.*, i.source AS customer_source, i.source_id AS customer_key
FROM candidates AS c
JOIN identities AS i USING (customer_id)
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
