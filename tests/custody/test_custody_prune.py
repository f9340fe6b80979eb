"""Old snapshots go by a policy; the current one never does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from regulars.book.prune import snapshots_to_prune

if TYPE_CHECKING:
    from regulars.workspace import Book

LAST = datetime(2026, 11, 22, 7, tzinfo=UTC)


def mornings(count: int) -> dict[str, datetime]:
    return {f"day {n:03}": LAST - timedelta(days=n) for n in range(count)}


def test_the_ten_newest_stay_and_the_last_of_each_of_twelve_months() -> None:
    made = mornings(500)
    gone = snapshots_to_prune(made, current="day 000")
    kept = [made[name] for name in made if name not in gone]
    assert kept[:10] == [LAST - timedelta(days=n) for n in range(10)]
    ends = [(one.year, one.month, one.day) for one in kept[10:]]
    assert ends[:3] == [(2026, 10, 31), (2026, 9, 30), (2026, 8, 31)]
    assert len(ends) == 11
    assert ends[-1] == (2025, 12, 31)


def test_the_current_one_stays_however_old() -> None:
    assert "day 499" not in snapshots_to_prune(mornings(500), current="day 499")


def test_few_stay_all() -> None:
    assert snapshots_to_prune(mornings(10), current="day 000") == []


def test_a_refresh_prunes(book: Book) -> None:
    from datetime import date

    for _ in range(12):
        book.refresh(as_of=date(2026, 1, 1))
    left = [path for path in (book.folder / "snapshots").iterdir() if path.is_dir()]
    assert len(left) == 10
    assert book.as_of == date(2026, 1, 1)
