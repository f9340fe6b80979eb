"""A world as the files that a business would have: CSV for the facts, Parquet for the truth."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from regulars.world.world import World

OPTIONS = pyarrow.csv.WriteOptions(quoting_header="none")
FILES = {
    "customer": "customers.csv",
    "match": "matches.csv",
    "account_owner": "account_owners.csv",
    "consent": "consents.csv",
    "product": "products.csv",
    "order": "orders.csv",
    "order_line": "order_lines.csv",
    "rate": "rates.csv",
    "reservation": "reservations.csv",
    "contact": "contacts.csv",
    "problem": "problems.csv",
    "problem_event": "problem_events.csv",
    "known_issue": "known_issues.csv",
    "answer": "answers.csv",
    "review": "reviews.csv",
    "referral": "referrals.csv",
    "claim": "claims.csv",
    "expectation": "expectations.csv",
    "account_review": "account_reviews.csv",
    "introduction": "introductions.csv",
    "perk": "perks.csv",
}
"""Identities are made by an import; care, statements and follow-ups at the desk: in no file."""


def write_files(*, world: World, folder: Path) -> list[Path]:
    """One CSV a fact that this world has any of: customers, orders, and what else was told.

    Units: UTF-8; the header has the column names; empty is null; `2025-01-31`,
           `2025-01-31T11:00:00Z`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for fact, name in FILES.items():
        if world.facts[fact].num_rows == 0:
            continue
        path = folder / name
        pyarrow.csv.write_csv(_instants_as_text(world.facts[fact]), path, OPTIONS)
        paths.append(path)
    return paths


def write_truth(*, world: World, folder: Path) -> list[Path]:
    """One Parquet file a table of the truth; keep the folder apart from what is imported."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in world.truth.items():
        path = folder / f"{name}.parquet"
        pyarrow.parquet.write_table(table, path)
        paths.append(path)
    return paths


def _instants_as_text(table: pa.Table) -> pa.Table:
    """Arrow's own way of writing instants has a blank for the T."""
    for at, field in enumerate(table.schema):
        if pa.types.is_timestamp(field.type):
            seconds = table.column(at).cast(pa.timestamp("s", tz="UTC"))
            text = pc.strftime(seconds, format="%Y-%m-%dT%H:%M:%SZ")
            table = table.set_column(at, field.name, text)
    return table
