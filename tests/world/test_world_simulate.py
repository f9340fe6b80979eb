"""Living on from the truth: the same chances for all decisions, and the truth is what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pyarrow.compute as pc
import pytest

from regulars.world import Act, Morning, Outcomes, World, make_world, simulate
from regulars.world.life.run import UnknownCustomer

ENDS_ON = date(2026, 3, 1)
NEXT_DAY = ENDS_ON + timedelta(days=1)
DRAWS = 16


@pytest.fixture(scope="module", params=["plain", "other_buying"])
def any_world(request: pytest.FixtureRequest) -> World:
    return make_world(seed=3, ends_on=ENDS_ON, customers=1500, variant=request.param)


def bytes_of(outcomes: Outcomes) -> list[object]:
    tables = (outcomes.customers, outcomes.orders, outcomes.acts)
    return [table.to_pydict() for table in tables]


def acts_for(world: World, *, care: str, manner: str) -> list[Act]:
    rows = world.truth["response"].filter(pc.equal(world.truth["response"]["care"], care))
    return [
        Act(on=NEXT_DAY, source=row["source"], source_id=row["source_id"], care=care, manner=manner)
        for row in rows.to_pylist()
    ]


def share_of_draws(
    world: World, *, days: int, acts: Sequence[Act], column: str, draws: int = DRAWS
) -> dict[tuple[str, str], float]:
    """In how many of the futures the column is told (a date) or above 0 (a count)."""
    total: np.ndarray | None = None
    for draw in range(1, draws + 1):
        customers = simulate(world, days=days, acts=acts, draw=draw).customers
        values = customers.column(column)
        told = values.is_valid() if column.endswith("_on") else pc.greater(values, 0)
        hit = np.array(told.to_pylist(), dtype=np.float64)
        total = hit if total is None else total + hit
    assert total is not None
    names = zip(
        customers.column("source").to_pylist(),
        customers.column("source_id").to_pylist(),
        strict=True,
    )
    return dict(zip(names, (total / draws).tolist(), strict=True))


def test_the_same_arguments_give_the_same_bytes(world: World) -> None:
    acts = acts_for(world, care="perk", manner="written")[:50]
    one, other = (simulate(world, days=30, acts=acts, draw=4) for _ in range(2))
    assert bytes_of(one) == bytes_of(other)


def test_living_on_changes_nothing_in_the_world(world: World) -> None:
    before = simulate(world, days=20)
    simulate(world, days=200, acts=acts_for(world, care="win_back", manner="personal"), draw=2)
    assert bytes_of(simulate(world, days=20)) == bytes_of(before)


def test_another_draw_is_another_future(world: World) -> None:
    assert bytes_of(simulate(world, days=60)) != bytes_of(simulate(world, days=60, draw=1))


def test_two_decisions_differ_only_for_whom_they_decide(world: World) -> None:
    acts = acts_for(world, care="win_back", manner="personal")[::3]
    touched = {(act.source, act.source_id) for act in acts}
    without = simulate(world, days=90, draw=5).customers.to_pylist()
    cared_for = simulate(world, days=90, acts=acts, draw=5).customers.to_pylist()
    changed = 0
    for one, other in zip(without, cared_for, strict=True):
        if (one["source"], one["source_id"]) in touched:
            changed += one != other
        else:
            assert one == other
    assert changed > 5


def test_a_booked_stay_comes_in_every_future(world: World) -> None:
    booked = {
        row["customer_key"]: row["arrives_on"]
        for row in world.facts["reservation"].to_pylist()
        if row["state"] == "booked"
    }
    for draw in range(3):
        orders = simulate(world, days=61, draw=draw).orders.to_pylist()
        came = {(row["customer_key"], row["happened_on"]) for row in orders}
        assert set(booked.items()) <= came


def test_futures_average_what_the_truth_expects_of_a_year(any_world: World) -> None:
    truth = any_world.truth["customer"].to_pylist()
    orders, spend = np.zeros(len(truth)), np.zeros(len(truth))
    for draw in range(1, 9):
        customers = simulate(any_world, days=365, draw=draw).customers
        orders += customers.column("orders").to_numpy() / 8
        spend += customers.column("spend_minor").to_numpy() / 8
    cancelled = {"cabins": 0.06, "shop": 0.01, "textiles": 0.025}
    for source, share in cancelled.items():
        rows = [at for at, row in enumerate(truth) if row["source"] == source]
        stands = (1 - share) * orders[rows].sum()
        expected = sum(truth[at]["expected_orders_365"] for at in rows)
        assert stands == pytest.approx(expected, rel=0.06), source
    at_home = [at for at, row in enumerate(truth) if row["segment"] != "buyer abroad"]
    expected = sum(truth[at]["expected_spend_365_minor"] for at in at_home)
    assert spend[at_home].sum() == pytest.approx(expected, rel=0.06)


def test_what_care_changes_is_what_the_truth_says(any_world: World) -> None:
    rows = any_world.truth["response"].to_pylist()
    for care, manners in (("win_back", ("", "personal", "written")), ("perk", ("written",))):
        of_care = [row for row in rows if row["care"] == care]
        for manner in manners:
            column = f"chance_{manner}" if manner else "chance_without"
            acts = acts_for(any_world, care=care, manner=manner) if manner else []
            days = of_care[0]["within_days"]
            seen = share_of_draws(any_world, days=days, acts=acts, column="first_order_on")
            said = np.array([row[column] for row in of_care])
            found = np.array([seen[row["source"], row["source_id"]] for row in of_care])
            noise = float(np.sqrt((said * (1 - said)).sum() / DRAWS)) / len(said)
            assert abs(found.mean() - said.mean()) < 4 * noise + 0.002
            # Each one, and not only on average: a wrong chance of somebody would show here.
            off = (found - said) / np.sqrt(said * (1 - said) / DRAWS + 1e-3)
            assert np.mean(off**2) < 1.25


def test_who_is_thanked_sends_more(any_world: World) -> None:
    rows = [row for row in any_world.truth["response"].to_pylist() if row["care"] == "thank"]
    acts = acts_for(any_world, care="thank", manner="written")
    for done, column in (([], "chance_without"), (acts, "chance_written")):
        seen = share_of_draws(any_world, days=180, acts=done, column="sent", draws=8)
        found = sum(seen[row["source"], row["source_id"]] for row in rows)
        assert found == pytest.approx(sum(row[column] for row in rows), rel=0.12)


def test_what_is_put_right_in_time_keeps_them(large_world: World) -> None:
    """Solving what was told, and warning of what has not shown yet."""
    rows = large_world.truth["response"].to_pylist()
    for care in ("solve", "warn"):
        of_care = [row for row in rows if row["care"] == care]
        gain = [row["stays_written"] - row["stays_without"] for row in of_care]
        assert len(of_care) > 20
        assert min(gain) > -1e-12  # rounding of chances
        assert np.mean(gain) > 0.03


def test_care_moves_some_drives_off_others_and_leaves_most_as_they_are(
    large_world: World,
) -> None:
    truth = {
        (row["source"], row["source_id"]): row for row in large_world.truth["customer"].to_pylist()
    }
    rows = [row for row in large_world.truth["response"].to_pylist() if row["care"] == "win_back"]
    uplift = np.array([row["chance_personal"] - row["chance_without"] for row in rows])
    taste = np.array([truth[row["source"], row["source_id"]]["taste"] for row in rows])
    assert 0.1 < np.mean(uplift < -0.005) < 0.35
    assert 0.2 < np.mean(uplift > 0.02) < 0.6
    assert uplift[taste > 0.8].mean() > uplift[taste < 0.2].mean() + 0.05
    # Risk is not what decides whom care moves: those likely gone are not those easily moved.
    moved = np.array([truth[row["source"], row["source_id"]]["moved"] for row in rows])
    without = np.array([row["chance_without"] for row in rows])
    assert abs(np.corrcoef(moved, without)[0, 1]) < 0.1


def test_a_policy_sees_the_morning_and_its_acts_are_done(world: World) -> None:
    seen: list[Morning] = []

    def late_ones(morning: Morning) -> list[Act]:
        seen.append(morning)
        rows = morning.customers.to_pylist()
        return [
            Act(morning.on, row["source"], row["source_id"], "win_back", "written")
            for row in rows
            if row["orders"] > 3
            and (morning.on - row["last_order_on"]).days == 60
            and row["cared_on"] != morning.on
        ]

    outcomes = simulate(world, days=30, acts=late_ones)
    assert [morning.on for morning in seen] == [ENDS_ON + timedelta(days=d) for d in range(1, 31)]
    assert outcomes.acts.num_rows > 10
    assert set(outcomes.acts.column("result").to_pylist()) >= {"landed", "nothing"}
    first, last = seen[0].customers, seen[-1].customers
    assert sum(last["orders"].to_pylist()) > sum(first["orders"].to_pylist())


def test_what_the_morning_shows_of_orders_is_what_the_facts_say(world: World) -> None:
    mornings: list[Morning] = []
    simulate(world, days=1, acts=lambda morning: mornings.append(morning) or [])
    orders: dict[tuple[str, str], list[date]] = {}
    for row in world.facts["order"].to_pylist():
        if row["customer_key"] is not None and row["state"] != "returned":
            orders.setdefault((row["source"], row["customer_key"]), []).append(row["happened_on"])
    for row in mornings[0].customers.to_pylist():
        on = orders.get((row["source"], row["source_id"]), [])
        assert row["orders"] == len(on)
        assert row["last_order_on"] == max(on, default=None)


def test_two_who_do_not_fit_are_not_brought_together(world: World) -> None:
    fits = world.truth["fit"].to_pylist()
    good = [row for row in fits if row["fit"] > 0.5]
    strangers = [
        Act(
            NEXT_DAY,
            one["source"],
            one["source_id"],
            "introduction",
            other=(two["other_source"], two["other_key"]),
        )
        for one, two in pairwise(good)
        if one["topic"] != two["topic"]
    ]
    met = [
        Act(
            NEXT_DAY,
            row["source"],
            row["source_id"],
            "introduction",
            other=(row["other_source"], row["other_key"]),
        )
        for row in good
    ]
    assert set(simulate(world, days=2, acts=strangers).acts["result"].to_pylist()) == {"nothing"}
    assert "landed" in simulate(world, days=2, acts=met).acts["result"].to_pylist()


@pytest.mark.parametrize(
    ("act", "cure"),
    [
        (Act(ENDS_ON, "shop", "S-0001", "perk"), "these days go from 2026-03-02"),
        (Act(NEXT_DAY, "shop", "S-0001", "bribe"), "one of check_in"),
        (Act(NEXT_DAY, "shop", "S-0001", "perk", manner="loud"), "none of written, personal"),
        (Act(NEXT_DAY, "shop", "S-0001", "introduction"), "names the other customer"),
    ],
)
def test_an_act_that_cannot_be_done_says_why(world: World, act: Act, cure: str) -> None:
    with pytest.raises(ValueError, match=cure):
        simulate(world, days=5, acts=[act])


def test_an_act_for_nobody_and_too_many_days_are_refused(world: World) -> None:
    with pytest.raises(UnknownCustomer, match="no customer Z-1 in shop"):
        simulate(world, days=5, acts=[Act(NEXT_DAY, "shop", "Z-1", "perk")])
    with pytest.raises(ValueError, match="from 1 to 365"):
        simulate(world, days=366)
