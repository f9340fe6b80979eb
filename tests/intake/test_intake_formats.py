"""Spreadsheets, Parquet and JSON lines pass the same checks as text, and a date stays a date."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
Rejected = Callable[["Imported"], list[tuple[Any, ...]]]
HEADER = ["order_id", "customer_id", "order_date", "amount"]


def sheet(path: Path, *rows: list[Any], title: str = "Sheet", merge: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Notes" if title != "Sheet" else title
    page = book.active if title == "Sheet" else book.create_sheet(title)
    for row in rows:
        page.append(row)
    if merge:
        page.merge_cells(merge)
    book.save(path)
    return path.read_bytes()


def parquet(path: Path, table: pa.Table) -> bytes:
    pq.write_table(table, path)
    return path.read_bytes()


def keys(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(r["source_id"], r["customer_key"], r["happened_on"], r["amount_minor"]) for r in rows]


ROWS = [("1", "a", date(2026, 2, 1), 550), ("2", "b", date(2026, 1, 31), 600)]


def test_a_sheet_is_read_with_its_types(take: Take, current: Current, tmp_path: Path) -> None:
    content = sheet(
        tmp_path / "x.xlsx",
        HEADER,
        [1, "a", datetime(2026, 2, 1), 5.5],
        ["2", "b", date(2026, 1, 31), 6],
    )
    assert take(content, name="orders.xlsx", dates="month-first").rejected == 0
    assert keys(current("order")) == ROWS


def test_titles_and_empty_rows_above_are_passed_over_and_line_numbers_are_the_sheet_s(
    take: Take, rejected: Rejected, tmp_path: Path
) -> None:
    content = sheet(
        tmp_path / "x.xlsx",
        ["Orders of January"], [], HEADER, ["1", "a", date(2026, 2, 1), 5.5], [],
        ["2", "b", "never", 6],
    )  # fmt: skip
    done = take(content, name="orders.xlsx")
    assert [row[:4] for row in rejected(done)] == [(6, "not_a_date", "order_date", "never")]
    assert done.facts["order"] == 1


def test_a_header_of_two_merged_rows_is_read(take: Take, current: Current, tmp_path: Path) -> None:
    content = sheet(
        tmp_path / "x.xlsx",
        ["order_id", "customer_id", "Sale", None],
        [None, None, "order_date", "amount"],
        ["1", "a", date(2026, 2, 1), 5.5],
        ["2", "b", date(2026, 1, 31), 6],
        merge="C1:D1",
    )
    assert take(content, name="orders.xlsx").rejected == 0
    assert keys(current("order")) == ROWS


def test_times_and_truths_are_read_and_formula_errors_are_not_taken(
    take: Take, current: Current, rejected: Rejected, tmp_path: Path
) -> None:
    content = sheet(
        tmp_path / "x.xlsx",
        ["contact_id", "customer_id", "time", "channel", "note"],
        [1, "a", datetime(2026, 2, 1, 9, 30), "call", True],
        [2, "a", datetime(2026, 2, 1, 9, 30), "call", "#N/A"],
        [3, "a", datetime(2026, 2, 1, 9, 30), "call", "well", "beyond"],
    )
    done = take(content, name="contacts.xlsx")
    [contact] = current("contact")
    assert contact["happened_at"] == datetime(2026, 2, 1, 9, 30, tzinfo=UTC)
    assert contact["note"] == "true"
    assert [row[:2] for row in rejected(done)] == [(3, "formula_error"), (4, "too_many_columns")]


def test_a_formula_counts_with_the_value_that_the_spreadsheet_kept(
    take: Take, rejected: Rejected, tmp_path: Path
) -> None:
    content = sheet(tmp_path / "x.xlsx", HEADER, ["1", "a", date(2026, 2, 1), "=2+3"])
    done = take(content, name="orders.xlsx")  # written by a program, so nothing was worked out
    assert (done.read, done.facts["order"]) == (1, 1)


def test_another_sheet_is_read_where_it_is_named(
    take: Take, current: Current, tmp_path: Path
) -> None:
    from regulars.intake.limits import FileUnreadable

    content = sheet(tmp_path / "x.xlsx", HEADER, ["1", "a", date(2026, 2, 1), 5.5], title="Sales")
    with pytest.raises(FileUnreadable, match=r"has no sheet Sale; it has Notes, Sales\..*--sheet"):
        take(content, name="orders.xlsx", sheet="Sale")
    take(content, name="orders.xlsx", sheet="Sales")
    assert len(current("order")) == 1


def test_parquet_s_types_pass_the_same_checks(
    take: Take, current: Current, rejected: Rejected, tmp_path: Path
) -> None:
    table = pa.table(
        {
            "order_id": pa.array([1, 2, 3, None], pa.int32()),
            "customer_id": pa.array([7.0, 8.0, 9.0, 9.0], pa.float64()),
            "order_date": pa.array([date(2026, 2, 1), date(2026, 1, 31), date(2999, 1, 1), None]),
            "amount": pa.array([Decimal("5.50"), Decimal("6.00"), Decimal("1.00"), None]),
        }
    )
    done = take(parquet(tmp_path / "x.parquet", table), name="orders.parquet")
    assert [row[:2] for row in keys(current("order"))] == [("1", "7"), ("2", "8")]
    assert [row[:4] for row in rejected(done)] == [
        (3, "date_too_late", "order_date", "2999-01-01"),
        (4, "missing", "order_id", None),
    ]


def test_parquet_s_instants_keep_theirs_and_nested_columns_have_dotted_names(
    take: Take, current: Current, book: Any, tmp_path: Path
) -> None:
    moment = datetime(2026, 2, 1, 9, 30, 15, tzinfo=UTC)
    table = pa.table(
        {
            "id": ["1"],
            "buyer": [{"key": "a", "tags": ["x"]}],
            "at": pa.array([moment], pa.timestamp("us", "UTC")),
        }
    )
    mapping = {"order_id": "id", "customer_id": "buyer.key", "time": "at"}
    take(parquet(tmp_path / "x.parquet", table), name="o.parquet", mapping=mapping)
    [order] = current("order")
    assert (order["customer_key"], order["happened_at"]) == ("a", moment)
    mapping["customer_id"] = "buyer.tags"
    done = take(parquet(tmp_path / "x.parquet", table), name="o.parquet", mapping=mapping)
    assert [row["reason"] for row in book.rejects(done.batch)] == ["nested_value"]


JSON = [
    {"order_id": "1", "customer_id": "a", "order_date": "2026-02-01", "amount": 5.5},
    {"customer_id": "b", "order_id": 2, "order_date": "2026-01-31", "amount": "6"},
]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_json_lines_are_read_whatever_the_order_of_their_keys(
    take: Take, current: Current, packed: bool
) -> None:
    content = "\n".join(json.dumps(row) for row in JSON).encode()
    assert take(gzip.compress(content) if packed else content, name="orders.jsonl").rejected == 0
    assert keys(current("order")) == ROWS


def test_lines_that_are_no_flat_objects_are_not_taken_and_the_rest_is(
    take: Take, rejected: Rejected
) -> None:
    lines = [
        json.dumps(JSON[0]), "", "{broken", "[1]", json.dumps({**JSON[1], "customer_id": ["x"]}),
        json.dumps({**JSON[1], "customer_id": "\x00"}), '{"a": "\\ud800"}',
        '{"a":' + "[" * 5000 + "]" * 5000 + "}", json.dumps(JSON[1]),
    ]  # fmt: skip
    done = take("\n".join(lines), name="orders.jsonl")
    assert [row[:2] for row in rejected(done)] == [
        (3, "not_json"), (4, "not_json"), (5, "nested_value"), (6, "nul_character"),
        (7, "not_json"), (8, "nested_value"),
    ]  # fmt: skip
    assert (done.read, done.facts["order"]) == (8, 2)


def test_a_key_that_only_a_late_line_has_is_a_column(take: Take, current: Current) -> None:
    rows = [*[{**JSON[0], "order_id": str(n)} for n in range(300)], {**JSON[1], "channel": "web"}]
    take("\n".join(map(json.dumps, rows)), name="orders.jsonl")
    assert [row["channel"] for row in current("order")].count("web") == 1


def test_a_json_line_that_leaves_a_key_out_is_not_lost(take: Take, current: Current) -> None:
    whole = {"order_id": "1", "customer_id": "a", "date": "2026-01-02", "amount": "5"}
    part = {"order_id": "2", "customer_id": "b", "date": "2026-01-02"}
    done = take("\n".join(map(json.dumps, (whole, part))), name="orders.jsonl")
    assert (done.read, done.rejected) == (2, 0)
    assert [row["amount_minor"] for row in current("order")] == [500, None]


def test_a_json_array_is_refused_with_the_cure(take: Take) -> None:
    from regulars.intake.limits import FileUnreadable

    with pytest.raises(FileUnreadable, match=r"one JSON array\..*JSON lines"):
        take(json.dumps(JSON), name="orders.json")


def test_files_of_several_kinds_are_one_batch(book: Any, current: Current, tmp_path: Path) -> None:
    sheet(tmp_path / "a.xlsx", HEADER, ["1", "a", date(2026, 2, 1), 5.5])
    (tmp_path / "b.jsonl").write_text(json.dumps(JSON[1]))
    done = book.import_files([tmp_path / "a.xlsx", tmp_path / "b.jsonl"])
    assert len(book.imports()) == 1
    assert done.facts["order"] == 2
    assert keys(current("order")) == ROWS
