"""The year is visible in what is bought: winter, monsoon, festivals, market days."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest

from regulars.world import World
from regulars.world.cast.kinds import KINDS, NUMBER_OF
from regulars.world.season.festivals import festivals, lunar_day
from regulars.world.season.seasons import demand
from regulars.world.season.span import Span

WINTER, MONSOON = (11, 12, 1, 2), (6, 7, 8, 9)


def days(world: World, source: str) -> list[date]:
    table = world.facts["order"]
    pairs = zip(
        table.column("source").to_pylist(), table.column("happened_on").to_pylist(), strict=True
    )
    return [on for where, on in pairs if where == source]


def winter_to_monsoon(on: list[date]) -> float:
    by_month = Counter(day.month for day in on)
    return sum(by_month[m] for m in WINTER) / sum(by_month[m] for m in MONSOON)


def test_the_cabins_are_full_in_winter_and_quiet_in_the_monsoon(world: World) -> None:
    assert winter_to_monsoon(days(world, "cabins")) > 2.5


def test_the_shop_is_steadier_than_the_cabins(world: World) -> None:
    assert 1.0 < winter_to_monsoon(days(world, "shop")) < 1.5


def test_guests_come_before_the_weekend(world: World) -> None:
    by_weekday = Counter(day.isoweekday() for day in days(world, "cabins"))
    assert by_weekday[4] + by_weekday[5] > 1.5 * (by_weekday[1] + by_weekday[2])


def test_more_guests_come_in_the_weeks_of_eid_than_around_them(world: World) -> None:
    on = Counter(days(world, "cabins"))
    during, around = 0.0, 0.0
    for festival in festivals(first=date(2023, 4, 1), last=date(2026, 1, 31)):
        if festival.name in ("eid", "durga puja"):
            length = (festival.ends_on - festival.begins_on).days + 1
            during += sum(on[festival.begins_on + timedelta(d)] for d in range(length))
            around += sum(on[festival.ends_on + timedelta(1 + d)] for d in range(length))
    assert during > 1.3 * around


def test_cloth_for_a_feast_is_bought_weeks_before_it(world: World) -> None:
    on = Counter(days(world, "textiles"))
    ahead, during = 0.0, 0.0
    for festival in festivals(first=date(2023, 6, 1), last=date(2026, 1, 31)):
        if festival.name == "eid":
            ahead += sum(on[festival.begins_on - timedelta(d)] for d in range(12, 40)) / 28
            length = (festival.ends_on - festival.begins_on).days + 1
            during += sum(on[festival.begins_on + timedelta(d)] for d in range(length)) / length
    assert ahead > 2 * during


def test_the_business_grows(world: World) -> None:
    first, last = date(2024, 3, 1), date(2025, 3, 1)
    for source in ("cabins", "shop"):
        on = days(world, source)
        assert sum(day >= last for day in on) > 1.4 * sum(day < first for day in on)


@pytest.mark.parametrize(
    ("year", "seen_in_bangladesh"),
    [
        (1443, date(2022, 5, 3)),
        (1444, date(2023, 4, 22)),
        (1445, date(2024, 4, 11)),
        (1446, date(2025, 3, 31)),
    ],
)
def test_eid_falls_within_a_day_of_the_moon_that_was_seen(
    year: int, seen_in_bangladesh: date
) -> None:
    reckoned = lunar_day(year=year, month=10, day=1)
    assert abs(reckoned - seen_in_bangladesh) <= timedelta(days=1)


@pytest.mark.parametrize(
    "dashami", [date(2022, 10, 5), date(2023, 10, 24), date(2024, 10, 13), date(2025, 10, 2)]
)
def test_dashami_lies_in_the_days_of_durga_puja(dashami: date) -> None:
    found = festivals(first=dashami, last=dashami)
    assert "durga puja" in [festival.name for festival in found]


def test_demand_has_mean_one_and_the_power_of_zero_has_no_season() -> None:
    span = Span(ends_on=date(2026, 3, 1))
    for kind in KINDS:
        assert demand(kind=kind, span=span).mean() == pytest.approx(1.0)
    stalls = demand(kind=KINDS[NUMBER_OF["tea stall"]], span=span)
    guests = demand(kind=KINDS[NUMBER_OF["weekend guest"]], span=span)
    assert np.std(stalls) < 0.1 < np.std(guests)
