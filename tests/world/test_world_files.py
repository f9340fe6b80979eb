"""A world written to files is read back as it was, the truth apart from the facts."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet

from regulars.world import World
from regulars.world.write_files import write_files, write_truth

FACTS = {
    "customer": "customers.csv",
    "product": "products.csv",
    "order": "orders.csv",
    "order_line": "order_lines.csv",
    "contact": "contacts.csv",
    "consent": "consents.csv",
    "reservation": "reservations.csv",
    "problem": "problems.csv",
    "problem_event": "problem_events.csv",
    "answer": "answers.csv",
    "review": "reviews.csv",
    "referral": "referrals.csv",
}


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
    orders = write_files(world=world, folder=tmp_path)[2]
    text = orders.read_text(encoding="utf-8")
    assert text.splitlines()[0] == ",".join(world.facts["order"].column_names)
    rows = list(csv.DictReader(text.splitlines()))
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["happened_on"]) for row in rows)
    instants = [row["happened_at"] for row in rows if row["happened_at"]]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", at) for at in instants)
    assert 0 < len(instants) < len(rows)


def test_the_truth_goes_into_a_folder_of_its_own(world: World, tmp_path: Path) -> None:
    paths = write_truth(world=world, folder=tmp_path / "truth")
    assert [path.name for path in paths] == ["customer.parquet"]
    assert pyarrow.parquet.read_table(paths[0]).equals(world.truth["customer"])
