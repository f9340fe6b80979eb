"""The files of a snapshot as tables of a small engine, for questions that are asked all day."""

from __future__ import annotations

import pyarrow as pa

from regulars.book.alike import alike_in, with_alike
from regulars.book.effort_schema import EXPOSURES, PROBLEMS
from regulars.book.kept_snapshot import Stamp, stamp_of
from regulars.book.of_the_day import ARRIVALS, UNKNOWN_REVIEWS
from regulars.book.snapshot import CONSENTS, OWNERS, QUESTIONS, REDIRECTS, Snapshot
from regulars.book.who_sent_whom import REFERRALS, SENT_SHARES
from regulars.engines import DuckDBEngine

MOST_KEPT_BYTES = 64 * 2**20
"""Of Parquet, which take about ten times as much in memory: half a million customers."""

ALWAYS = ("card", "candidates", "identities")
LATE: dict[str, pa.Schema] = {
    "redirects": REDIRECTS,
    "questions": QUESTIONS,
    "consents": CONSENTS,
    "owners": OWNERS,
    "arrivals": ARRIVALS,
    "unknown_reviews": UNKNOWN_REVIEWS,
    "problems": PROBLEMS,
    "exposures": EXPOSURES,
    "referrals": REFERRALS,
    "sent_shares": SENT_SHARES,
}
"""A snapshot made before there were any has none."""
LATER: dict[str, str] = {
    "who_told": "VARCHAR",
    "would_have_come": "VARCHAR",
    "reference_said": "VARCHAR",
    "days_since_reference_asked": "BIGINT",
    "sends_value_365_minor": "BIGINT",
    "sends_value_365_low_minor": "BIGINT",
    "sends_value_365_high_minor": "BIGINT",
    "sends_365": "DOUBLE",
    "sends_365_low": "DOUBLE",
    "sends_365_high": "DOUBLE",
    "sends_top_share": "DOUBLE",
    "sent_value_365_minor": "BIGINT",
    "sent_value_365_low_minor": "BIGINT",
    "sent_value_365_high_minor": "BIGINT",
    "sending_group": "VARCHAR",
    "promise_broken_days": "BIGINT",
    "exposed_silent_days": "BIGINT",
    "fixed_untold_days": "BIGINT",
    "check_in_due_days": "BIGINT",
}
"""Columns of the card that snapshots made before 2026-11-26 have not."""
LOOKED_UP = (
    ("card", "customer_id"),
    ("identities", "customer_id"),
    ("identities", "source_id"),
    ("consents", "customer_id"),
    ("redirects", "customer_id"),
)
"""Columns by which a few rows are asked for."""


def define_snapshot(engine: DuckDBEngine, snapshot: Snapshot, *, in_memory: bool) -> None:
    """Name the files; with `in_memory` read them once, where they are small enough.

    A customer is found in memory in a tenth of the time that it takes to read through a file.
    """
    for name in (*ALWAYS, *LATE):
        path = getattr(snapshot, name)
        if name in ALWAYS or path.exists():
            engine.define_parquet(f"file_{name}", [str(path)])
        else:
            engine.define_arrow(f"file_{name}", LATE[name].empty_table())
    keep = in_memory and _size(snapshot) <= MOST_KEPT_BYTES
    define = engine.define_table if keep else engine.define_view
    for name in (*ALWAYS, *LATE):
        columns = "*"
        if name == "candidates" and "age_days" not in engine.columns("file_candidates"):
            # A snapshot made before candidates had an age.
            columns = "*, CAST(NULL AS BIGINT) AS age_days"
        if name == "card":
            columns = _card_columns(engine, snapshot)
        define(name, f"SELECT {columns} FROM file_{name}")
    for name, column in LOOKED_UP if keep else ():
        engine.define_index(name, column)


def _card_columns(engine: DuckDBEngine, snapshot: Snapshot) -> str:
    """Those of the file with those that are alike, in their order; of one made before there were
    some, these last: it has nothing to say of them."""
    held = snapshot.manifest.get("columns") or engine.columns("file_card")
    later = [f"CAST(NULL AS {kind}) AS {name}" for name, kind in LATER.items() if name not in held]
    return ", ".join([with_alike(held, alike_in(snapshot.manifest)), *later])


def stamps_of(snapshot: Snapshot) -> tuple[Stamp, ...]:
    """Others once a file was written anew, as without somebody who was erased."""
    return tuple(stamp_of(f"{snapshot.folder}/{name}.parquet") for name in (*ALWAYS, *LATE))


def _size(snapshot: Snapshot) -> int:
    stamps = stamps_of(snapshot)
    return sum(stamp[2] for stamp in stamps if stamp is not None)
