"""The day of a fact is the day in the book's zone, also where clocks change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

BERLIN = [
    ("2026-03-29T00:30:00Z", "2026-03-29"),  # 01:30, before the clocks go forward
    ("2026-03-28T22:59:59Z", "2026-03-28"),
    ("2026-03-28T23:00:00Z", "2026-03-29"),  # midnight in winter time
    ("2026-03-29T21:59:59Z", "2026-03-29"),  # the day has 23 hours
    ("2026-03-29T22:00:00Z", "2026-03-30"),  # midnight in summer time
    ("2026-10-24T22:00:00Z", "2026-10-25"),
    ("2026-10-25T22:59:59Z", "2026-10-25"),  # the day has 25 hours
    ("2026-10-25T23:00:00Z", "2026-10-26"),
    ("2026-06-01T00:30:00+06:00", "2026-05-31"),  # another source's offset
    ("2026-06-01 00:30:00", "2026-06-01"),  # without an offset: the book's own clock
    ("2026-12-31T23:30:00Z", "2027-01-01"),
]


@pytest.fixture
def days(make_book: Any, tmp_path: Path) -> Any:
    def read(zone: str, times: list[str]) -> list[str]:
        from django.db.models import Q

        from regulars.ledger.current import current_rows

        book = make_book(zone.replace("/", "-"), zone=zone, currency="EUR")
        lines = [f"{number:02d},a,{at},5" for number, at in enumerate(times)]
        path = tmp_path / "orders.csv"
        path.write_text("\n".join(["order_id,customer_id,time,amount", *lines]) + "\n")
        assert book.import_files([path]).rejected == 0
        rows = sorted(current_rows("order", Q()), key=lambda row: row["source_id"])
        return [row["happened_on"].isoformat() for row in rows]

    return read


def test_where_clocks_change_a_day_of_23_or_25_hours_is_one_day(days: Any) -> None:
    assert days("Europe/Berlin", [at for at, _ in BERLIN]) == [day for _, day in BERLIN]


def test_the_same_instants_are_other_days_in_another_zone(days: Any) -> None:
    times = ["2026-06-01T17:59:59Z", "2026-06-01T18:00:00Z", "2026-06-01T23:59:59+06:00"]
    assert days("Asia/Dhaka", times) == ["2026-06-01", "2026-06-02", "2026-06-01"]
    assert days("UTC", times) == ["2026-06-01", "2026-06-01", "2026-06-01"]


def test_times_without_an_offset_are_on_the_clock_that_was_said_for_the_file(
    make_book: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """20:00 in Kolkata is 20:30 in Dhaka; the day stays that of the book."""
    from django.db.models import Q

    from regulars.cli.main import main
    from regulars.ledger.current import current_rows

    book = make_book(zone="Asia/Dhaka", currency="EUR")
    times = ["2026-06-01 23:45", "2026-06-01 20:00", "2026-06-01 20:00+00:00"]
    (tmp_path / "orders.csv").write_text(
        "No,Client,At,amount\n" + "".join(f"{n},a,{at},5\n" for n, at in enumerate(times))
    )
    words = ["import", str(tmp_path / "orders.csv"), "--book", str(book.folder)]
    for own in ("order_id=No", "customer_id=Client", "time=At"):
        words += ["--map", own]
    assert main([*words, "--zone", "Asia/Calcuta"]) == 3
    assert "--zone Asia/Kolkata" in capsys.readouterr().err
    assert main([*words, "--zone", "Asia/Kolkata", "--save-recipe", "till"]) == 0
    kolkata = [
        ("2026-06-01T18:15:00+00:00", "2026-06-02"),
        ("2026-06-01T14:30:00+00:00", "2026-06-01"),
        ("2026-06-01T20:00:00+00:00", "2026-06-02"),
    ]

    def read() -> list[tuple[str, str]]:
        rows = sorted(current_rows("order", Q()), key=lambda row: row["source_id"])
        return [(row["happened_at"].isoformat(), row["happened_on"].isoformat()) for row in rows]

    assert read() == kolkata
    assert 'zone = "Asia/Kolkata"' in (book.folder / "recipes" / "till.toml").read_text()
    again = book.import_files([tmp_path / "orders.csv"])
    assert (again.unchanged, again.changed) == (len(times) + 1, 0)
    book.import_files([tmp_path / "orders.csv"], zone="UTC")
    assert read()[1] == ("2026-06-01T20:00:00+00:00", "2026-06-02")
