"""Which way dates are written is told from the column, or asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]


def orders(*days: str, column: str = "order_date") -> str:
    rows = [f"{number},a,{day},5" for number, day in enumerate(days, start=1)]
    return "\n".join([f"order_id,customer_id,{column},amount", *rows]) + "\n"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2026-01-02", "2026-01-31"), (date(2026, 1, 2), date(2026, 1, 31))),
        (("2026/01/02", "2026/02/01"), (date(2026, 1, 2), date(2026, 2, 1))),
        (("2026.01.02", "2026.02.01"), (date(2026, 1, 2), date(2026, 2, 1))),
        (("02/01/2026", "31/01/2026"), (date(2026, 1, 2), date(2026, 1, 31))),
        (("02.01.2026", "31.01.2026"), (date(2026, 1, 2), date(2026, 1, 31))),
        (("1/2/2026", "1/31/2026"), (date(2026, 1, 2), date(2026, 1, 31))),
        (("01-02-2026", "01-31-2026"), (date(2026, 1, 2), date(2026, 1, 31))),
        (("02/02/2026", "03/03/2026"), (date(2026, 2, 2), date(2026, 3, 3))),
        (("2026-01-02 23:59:59", "2026-01-03 00:00"), (date(2026, 1, 2), date(2026, 1, 3))),
        (("31/01/2026 9:05", "01/02/2026 10:30"), (date(2026, 1, 31), date(2026, 2, 1))),
        (("1970-01-01", "1900-01-01"), (date(1970, 1, 1), date(1900, 1, 1))),
        (("2024-02-29", "31/12/1999"), (date(2024, 2, 29), date(1999, 12, 31))),
    ],
    ids=lambda value: value[0] if isinstance(value[0], str) else "",
)
def test_the_column_tells_which_comes_first(
    take: Take, current: Current, days: tuple[str, ...], expected: tuple[date, ...]
) -> None:
    assert take(orders(*days)).rejected == 0
    assert tuple(row["happened_on"] for row in current("order")) == expected


@pytest.mark.parametrize(
    "days",
    [("01/02/2026", "03/04/2026"), ("2026-01-31", "01/02/2026"), ("31/01/2026", "01/31/2026")],
    ids=["both_fit", "one_of_them", "each_way_once"],
)
def test_where_both_ways_fit_and_differ_nothing_is_imported_and_the_answer_is_asked(
    take: Take, book: Any, days: tuple[str, ...]
) -> None:
    from regulars.intake.dates import AmbiguousDates

    told = r"dates in column order_date .*Nothing was imported.*`--dates day-first` or `--dates mon"
    with pytest.raises(AmbiguousDates, match=told) as error:
        take(orders(*days))
    assert error.value.exit_code == 3
    assert book.imports() == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("day-first", date(2026, 2, 1)), ("month-first", date(2026, 1, 2))],
)
def test_the_answer_is_followed(take: Take, current: Current, answer: str, expected: date) -> None:
    take(orders("01/02/2026"), dates=answer)
    assert [row["happened_on"] for row in current("order")] == [expected]


def test_a_date_that_the_answer_makes_impossible_is_rejected(
    take: Take, rejected: Callable[[Any], list[tuple[Any, ...]]]
) -> None:
    done = take(orders("01/02/2026", "01/31/2026"), dates="day-first")
    assert [row[:4] for row in rejected(done)] == [(3, "not_a_date", "order_date", "01/31/2026")]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Dhaka", "America/New_York"])
def test_an_instant_without_a_zone_is_of_the_book_s_zone(
    make_book: Any, tmp_path: Any, current: Current, zone: str
) -> None:
    from zoneinfo import ZoneInfo

    path = tmp_path / "orders.csv"
    path.write_text(orders("2026-01-02 23:30:00", "2026-07-02 00:30:00", column="time"))
    make_book("zoned", currency="EUR", zone=zone).import_files([path])
    local = [datetime(2026, 1, 2, 23, 30), datetime(2026, 7, 2, 0, 30)]
    rows = current("order")
    assert [row["happened_at"] for row in rows] == [
        moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for moment in local
    ]
    assert [row["happened_on"] for row in rows] == [moment.date() for moment in local]


def test_an_instant_with_a_zone_is_that_instant_and_its_day_is_the_book_s(
    make_book: Any, tmp_path: Any, current: Current
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(
        orders("2026-01-02T23:30:00Z", "2026-01-02T20:30:00-05:00", "2026-01-03T01:00:00+06:00",
               column="time")
    )  # fmt: skip
    make_book("zoned", currency="EUR", zone="Asia/Dhaka").import_files([path])
    rows = current("order")
    assert [row["happened_at"] for row in rows] == [
        datetime(2026, 1, 2, 23, 30, tzinfo=UTC),
        datetime(2026, 1, 3, 1, 30, tzinfo=UTC),
        datetime(2026, 1, 2, 19, 0, tzinfo=UTC),
    ]
    assert [row["happened_on"] for row in rows] == [date(2026, 1, 3)] * 3


def test_a_source_that_tells_only_the_day_keeps_its_day(take: Take, current: Current) -> None:
    take(orders("2026-01-02"))
    [row] = current("order")
    assert (row["happened_at"], row["happened_on"]) == (None, date(2026, 1, 2))


def test_dates_of_which_some_fit_one_way_and_some_the_other_are_counted_and_asked_about(
    take: Take, book: Any
) -> None:
    from regulars.intake.dates import AmbiguousDates

    days = ("31/01/2026", "30/01/2026", "30/01/2026", "01/31/2026", "02/02/2026", "2026-01-01")
    told = (
        r"column order_date are written in two ways: 3 rows have the day first "
        r"\(30/01/2026, 31/01/2026\), 1 the month \(01/31/2026\).*`--dates order_date=day-first`"
    )
    with pytest.raises(AmbiguousDates, match=told):
        take(orders(*days))
    assert book.imports() == []


def test_one_column_is_answered_and_the_other_told_from_itself(
    take: Take, current: Current
) -> None:
    text = "problem_id,customer_id,topic,opened_on,solved_on\n1,a,late,01/02/2026,31/03/2026\n"
    take(text, dates=["opened_on=month-first"])
    [row] = current("problem")
    assert (row["happened_on"], row["ended_on"]) == (date(2026, 1, 2), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("up", "does not say how dates are written"),
        ("x=up", "does not say how dates are written"),
        ("nowhere=day-first", "No file has a column nowhere"),
    ],
)
def test_an_answer_that_is_none_is_told(take: Take, answer: str, told: str) -> None:
    from regulars.intake.date_answers import AnswerWrong

    with pytest.raises(AnswerWrong, match=told) as error:
        take(orders("01/02/2026"), dates=[answer])
    assert error.value.exit_code == 2


def test_parts_of_a_second_are_read(take: Take, current: Current) -> None:
    take(orders("2026-01-02 10:30:00.250", "2026-01-02T10:30:00.5", column="time"))
    assert [row["happened_at"].minute for row in current("order")] == [30, 30]
