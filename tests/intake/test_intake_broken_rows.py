"""A line that cannot be cut into the file's columns is kept with its number; the rest is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Rejected = Callable[["Imported"], list[tuple[Any, ...]]]
Current = Callable[[str], list[dict[str, Any]]]
HEADER = "order_id,customer_id,order_date,amount\n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2,b", "missing_columns"),
        ("2,b,2026-01-02", "missing_columns"),
        ("2,b,2026-01-02,5,6", "too_many_columns"),
        ('2,"b"c,2026-01-02,5', "unquoted_value"),
    ],
    ids=["two", "three", "five", "text_after_quotes"],
)
def test_the_line_is_kept_as_it_came_and_the_good_ones_are_taken(
    take: Take, rejected: Rejected, current: Current, line: str, reason: str
) -> None:
    done = take(f"{HEADER}1,a,2026-01-02,5\n{line}\n3,c,2026-01-02,5\n")
    assert rejected(done) == [(3, reason, None, None, line)]
    assert (done.read, [row["source_id"] for row in current("order")]) == (3, ["1", "3"])


def test_quotes_that_never_end_lose_nothing_of_what_they_swallow(
    take: Take, rejected: Rejected, current: Current
) -> None:
    swallowed = '2,"b,2026-01-02,5\n3,c,2026-01-02,5'
    done = take(f"{HEADER}1,a,2026-01-02,5\n{swallowed}\n")
    [(line, reason, _, _, row)] = rejected(done)
    assert (line, reason, row) == (3, "unquoted_value", swallowed)
    assert [row["source_id"] for row in current("order")] == ["1"]


def test_line_numbers_are_those_of_an_editor_whatever_came_before(
    take: Take, rejected: Rejected
) -> None:
    text = (
        HEADER
        + '1,"two\nlines",2026-01-02,5\n'  # lines 2 and 3
        + "\n"  # an empty line is no record
        + "2,b\n"
        + '3,"and\nthree\nlines",2026-01-02,x\n'  # lines 6 to 8
        + "4,d,2026-01-02,5,6\n"
        + "5,e,2026-02-30,5\n"
        + "6,f,2026-01-02,5\n"
    )
    done = take(text)
    assert [(row[0], row[1]) for row in rejected(done)] == [
        (5, "missing_columns"),
        (6, "not_a_number"),
        (9, "too_many_columns"),
        (10, "not_a_date"),
    ]
    assert (done.read, done.facts["order"]) == (6, 2)


def test_line_numbers_hold_in_a_file_of_many_thousand_lines(take: Take, rejected: Rejected) -> None:
    lines = [f"{n},c{n},2026-01-02,5" for n in range(2, 20_002)]
    lines[4_998], lines[15_000] = "5000,x", "15002,x,2026-01-02,much"
    lines[9_999] = '10001,"a\nb",2026-01-02,5'
    done = take(HEADER + "\n".join(lines) + "\n")
    assert [(row[0], row[1]) for row in rejected(done)] == [
        (5_000, "missing_columns"),
        (15_003, "not_a_number"),
    ]
    assert done.facts["order"] == 19_998


def test_broken_lines_of_two_files_are_told_with_their_own_file(book: Any, tmp_path: Any) -> None:
    paths = [tmp_path / "one.csv", tmp_path / "two.csv"]
    paths[0].write_text(HEADER + "1,a\n2,b,2026-01-02,5\n")
    paths[1].write_text(HEADER + "3,c,2026-01-02,5\n4,d\n")
    done = book.import_files(paths)
    found = [(row["file"], row["line"], row["row"]) for row in book.rejects(done.batch)]
    assert found == [("one.csv", 2, "1,a"), ("two.csv", 3, "4,d")]
    assert done.facts["order"] == 2


def test_a_very_long_value_stops_nothing(take: Take, current: Current) -> None:
    done = take(HEADER + f'1,"{"x" * 300_000}\n",2026-01-02,5\n2,b,2026-01-02,5\n3,c\n')
    assert (done.facts["order"], done.rejected) == (2, 1)
    assert current("order")[1]["source_id"] == "2"
