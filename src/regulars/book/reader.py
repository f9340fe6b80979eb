"""Reading the current snapshot: one customer, some customers, whatever a query asks."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from regulars.book.pool import (
    NOTHING_SINCE,
    Alone,
    Pool,
    Since,
    read_looked_after,
    read_owners,
    read_pool,
)
from regulars.book.ranked import Draw, define_ranked
from regulars.book.snapshot import Snapshot, unreadable
from regulars.book.snapshot_tables import define_snapshot, stamps_of
from regulars.engines import DuckDBEngine
from regulars.errors import RegularsError

THREADS = 1
MEMORY = "512MB"
MOST_BY_INDEX = 100
"""With more, DuckDB reads through the table in less time."""

Row = dict[str, Any]


class UnknownCustomer(RegularsError):
    """The snapshot has no such customer."""

    exit_code = 4


class SnapshotReader:
    """Reads one snapshot with one small engine, which threads take in turn.

    `in_memory` is for who will ask often.
    Raises: SnapshotUnreadable when a file of it is missing or damaged.
    """

    def __init__(self, *, snapshot: Snapshot, temporary: Path, in_memory: bool = False) -> None:
        self.snapshot = snapshot
        self._turn = threading.Lock()
        self._engine = DuckDBEngine(temporary=temporary, threads=THREADS, memory=MEMORY)
        self._files = stamps_of(snapshot)
        self._ranked: Draw | None = None
        try:
            define_snapshot(self._engine, snapshot, in_memory=in_memory)
        except Exception as error:  # whatever the engine calls it
            self.close()
            raise unreadable(snapshot.folder, str(error).splitlines()[0]) from error

    def reads(self, snapshot: Snapshot) -> bool:
        """Whether what was read is what lies there: an erasure writes a snapshot's files anew."""
        return self.snapshot.name == snapshot.name and self._files == stamps_of(snapshot)

    @cached_property
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
        return self.ids_now([customer_id]).get(customer_id, customer_id)

    def ids_now(self, customer_ids: Sequence[str]) -> dict[str, str]:
        """The same for each of these that was merged."""
        rows = self._few("redirects", "customer_id", customer_ids)
        return {row["customer_id"]: row["into_customer_id"] for row in rows}

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
        rows = self._few("card", "customer_id", customer_ids)
        return {row["customer_id"]: row for row in rows}

    def identities(self, customer_ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        """Each customer's (source, key), in order; facts are written to the first."""
        found: dict[str, list[tuple[str, str]]] = {}
        for row in self._few("identities", "customer_id", customer_ids):
            found.setdefault(row["customer_id"], []).append((row["source"], row["source_id"]))
        return {one: sorted(found[one]) for one in sorted(found)}

    def customer_ids(self, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The customer of each (source, key) that the snapshot knows."""
        wanted = set(keys)
        rows = self._few("identities", "source_id", sorted({key for _, key in wanted}))
        known = {(row["source"], row["source_id"]): row["customer_id"] for row in rows}
        return {key: one for key, one in known.items() if key in wanted}

    def keys_with(self, text: str, *, at_most: int) -> dict[tuple[str, str], str]:
        """The customers of identities whose key has this text in it, the nearest keys first."""
        rows = self.query(
            "SELECT source, source_id, customer_id FROM identities"
            " WHERE contains(lower(source_id), lower($text))"
            " ORDER BY length(source_id), source_id, source LIMIT $most",
            {"text": text, "most": at_most},
        ).to_pylist()
        return {(row["source"], row["source_id"]): row["customer_id"] for row in rows}

    def pool(
        self,
        *,
        customers: frozenset[tuple[str, str]],
        plays: frozenset[tuple[str, str, str]],
        in_person: frozenset[str] = frozenset(),
        salt: str,
        holdout_share: float,
        at_most: int,
        staff: str | None = None,
        since: Since = NOTHING_SINCE,
    ) -> Pool:
        """Candidates without those let alone (`customers`, `plays`, `in_person`), best first.

        Nobody comes for an optional play who withdrew consent to all that it would take, and, for
        `staff`, nobody whom another of the staff looks after. `since` is what the desk wrote of
        both since the snapshot.
        Most value per minute first; without a stake last, service before optional.
        """
        draw = Draw(salt, holdout_share)
        with self._turn:
            if self._ranked != draw:
                define_ranked(self._engine, draw)
                self._ranked = draw
            return read_pool(
                self._engine,
                alone=Alone(customers, plays, in_person),
                at_most=at_most,
                staff=staff,
                since=since,
            )

    def arrivals(self) -> list[Row]:
        """Reservations of which the day or the next is that of arrival, or the day of departure."""
        return self.query("SELECT * FROM arrivals ORDER BY ALL").to_pylist()

    def unknown_reviews(self, *, at_most: int) -> tuple[list[Row], int]:
        """Low ratings of nobody known that have no reply, newest first, and how many in all."""
        rows = self.query(
            "SELECT *, count(*) OVER () AS in_all FROM unknown_reviews"
            " ORDER BY happened_on DESC, source, source_id LIMIT $most",
            {"most": at_most},
        ).to_pylist()
        return rows, rows[0]["in_all"] if rows else 0

    def owners(self, customer_ids: Sequence[str], *, since: Since) -> dict[str, str]:
        """Who of the staff looks after each of these: the log-in name by customer."""
        with self._turn:
            return read_owners(self._engine, customer_ids, since=since)

    def looked_after(self, *, staff: str | None, since: Since) -> list[str]:
        """The customers whom one of the staff looks after; whom anybody does, for None."""
        with self._turn:
            return read_looked_after(self._engine, staff=staff, since=since)

    def consents(self, customer_ids: Sequence[str], *, since: Since) -> dict[str, dict[str, str]]:
        """What each of these customers allows by channel: `given` or `withdrawn`, else nothing."""
        found: dict[str, dict[str, str]] = {one: {} for one in customer_ids}
        # Of two words at one instant “withdrawn” counts, which comes last.
        rows = self._few("consents", "customer_id", customer_ids)
        for row in sorted(rows, key=lambda row: row["state"]):
            found[row["customer_id"]][row["channel"]] = row["state"]
        said = sorted(since.consents, key=lambda word: word[3])
        ids = self.customer_ids([(source, key) for source, key, _, _ in said])
        for source, key, channel, state in said:
            if (one := ids.get((source, key))) in found:
                found[one][channel] = state
        return {one: words for one, words in found.items() if words}

    def _few(self, table: str, column: str, values: Sequence[str]) -> list[Row]:
        """The rows with one of these in a column, by the index where they are few."""
        wanted = list(dict.fromkeys(values))
        if not wanted:
            return []
        few = len(wanted) <= MOST_BY_INDEX
        listed = ", ".join("?" for _ in wanted) if few else "SELECT unnest(?)"
        with self._turn:
            return self._engine.records(
                f"SELECT * FROM {table} WHERE {column} IN ({listed})", wanted if few else [wanted]
            )

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


__all__ = ["Pool", "Row", "Since", "SnapshotReader", "UnknownCustomer"]
