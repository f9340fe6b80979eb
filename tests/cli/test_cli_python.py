"""`regulars.open` gives the same verbs to Python, with Arrow out."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import regulars

Run = Any


def test_every_verb_of_the_command_line_is_there(empty: Path, orders: Path) -> None:
    book = regulars.open(empty)
    told = book.import_files([orders], dry_run=True)
    done = book.import_files([orders])
    assert (told.batch, told.new) == (None, done.new)
    assert [one.state for one in book.imports()] == ["complete"]
    assert len(book.rejects(done.batch)) == 1
    assert book.refresh(as_of=date(2026, 1, 20)).customers == 2
    assert book.as_of == date(2026, 1, 20)
    [first, *_] = book.today(hours=1).items
    assert book.customer(customer_id=first.customer_id).customer == first.customer
    book.undo(done.batch)
    assert [one.state for one in book.imports()] == ["undone"]


def test_the_card_is_an_arrow_table_with_the_command_line_s_values(
    run: Run, business: Path
) -> None:
    table = regulars.open(business).card(columns=["customer_id", "orders"], where="orders > 5")
    assert isinstance(table, pa.Table)
    told = run(
        "card", "--columns", "customer_id,orders", "--where", "orders > 5", "--json", book=business
    )
    assert table.to_pylist() == told.json["rows"]


def test_the_day_is_the_command_line_s_day(run: Run, own: Path) -> None:
    items = regulars.open(own).today(hours=2).items
    told = run("today", "--hours", "2", "--json", book=own).json["items"]
    assert [(one.customer_id, one.stake_minor) for one in items] == [
        (one["customer_id"], one["stake_minor"]) for one in told
    ]


def test_another_book_closes_the_one_before_and_that_can_be_opened_again(
    business: Path, empty: Path, customers: int
) -> None:
    assert regulars.open(business).card().num_rows == customers
    assert regulars.open(empty).imports() == []
    assert regulars.open(business).card().num_rows == customers


def test_no_book_and_no_folder_are_told_in_python_too(tmp_path: Path) -> None:
    from regulars.book.book_file import BookNotFound

    with pytest.raises(BookNotFound, match="regulars init"):
        regulars.open(tmp_path)


def test_importing_the_package_loads_neither_django_nor_an_engine() -> None:
    code = (
        "import json, sys, regulars;"
        "print(json.dumps([m for m in ('django', 'duckdb', 'pyarrow') if m in sys.modules]))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert json.loads(out) == []
