"""A world written to files is read back as it was, the truth apart from the facts."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet

from regulars.world import World, make_world
from regulars.world.write_files import write_files, write_truth

FACTS = {
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
"""Care and identities come about at the desk and in an import, and are in nobody's file."""


def test_every_fact_has_its_file_in_the_order_of_import(world: World, tmp_path: Path) -> None:
    paths = write_files(world=world, folder=tmp_path / "facts")
    assert [path.name for path in paths] == list(FACTS.values())
    assert all(path.parent == tmp_path / "facts" for path in paths)


def test_what_is_read_back_is_what_was_made(world: World, tmp_path: Path) -> None:
    for fact, path in zip(FACTS, write_files(world=world, folder=tmp_path), strict=True):
        table = world.facts[fact]
        options = pyarrow.csv.ConvertOptions(
            column_types=table.schema, strings_can_be_null=True, null_values=[""]
        )
        # A file cannot say which columns are never empty: the schema is put back.
        read = pyarrow.csv.read_csv(path, convert_options=options).cast(table.schema)
        assert read.equals(table)


def test_a_spreadsheet_s_eye_sees_plain_headers_days_and_instants(
    world: World, tmp_path: Path
) -> None:
    write_files(world=world, folder=tmp_path)
    orders = tmp_path / "orders.csv"
    text = orders.read_text(encoding="utf-8")
    assert text.splitlines()[0] == ",".join(world.facts["order"].column_names)
    rows = list(csv.DictReader(text.splitlines()))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["happened_on"]) for row in rows)
    instants = [row["happened_at"] for row in rows if row["happened_at"]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", at) for at in instants)
    assert 0 < len(instants) < len(rows)


def test_the_truth_goes_into_a_folder_of_its_own(world: World, tmp_path: Path) -> None:
    paths = write_truth(world=world, folder=tmp_path / "truth")
    assert [path.stem for path in paths] == list(world.truth)
    for path in paths:
        assert pyarrow.parquet.read_table(path).equals(world.truth[path.stem])


def test_a_world_of_one_house_writes_no_empty_file(tmp_path: Path) -> None:
    shop = make_world(seed=3, ends_on=date(2026, 3, 1), customers=40, business="shop")
    paths = write_files(world=shop, folder=tmp_path)
    names = {path.name for path in paths}
    assert "rates.csv" not in names and "reservations.csv" not in names
    assert all(len(path.read_text(encoding="utf-8").splitlines()) > 1 for path in paths)
