"""The whole way on order histories that no model was made for: held out, and far from the usual."""

from __future__ import annotations

import numpy as np
import pytest
import simulated

from regulars.estimates.backtest import TooLittleHistory
from regulars.estimates.judged import Judged, judge
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.order_days import OrderDays
from regulars.estimates.study import study

KINDS = ("grocery", "regular", "bulk", "leaving", "lorries")


def judged(orders: OrderDays, share: float = 0.75) -> Judged:
    until = int(orders.day.max())
    return judge(orders, on=int(until * share), until=until, seed=7)


@pytest.fixture(scope="module", params=KINDS)
def held_out(request: pytest.FixtureRequest) -> Judged:
    return judged(getattr(simulated, request.param)(11))


def test_chances_say_what_comes(held_out: Judged) -> None:
    [chance] = [row for row in held_out.rows if row.task == "chance"]
    assert chance.ece < 0.05
    assert chance.auc > held_out.baselines[0].auc


def test_distributions_of_counts_are_near_to_what_comes(held_out: Judged) -> None:
    [count] = [row for row in held_out.rows if row.task == "count"]
    assert count.pit_ks < 0.06
    assert 0.77 < count.coverage80 < 0.83


def test_spend_falls_within_its_intervals(held_out: Judged) -> None:
    [value] = [row for row in held_out.rows if row.task == "value"]
    assert 0.76 < value.coverage80 < 0.84


def test_orders_of_all_together_fall_within_their_interval(held_out: Judged) -> None:
    assert held_out.orders.low <= held_out.orders_came <= held_out.orders.high


def test_the_season_is_in_the_interval_of_the_total() -> None:
    found = judged(simulated.seasonal(11))
    assert found.orders.low <= found.orders_came <= found.orders.high
    assert found.spend.low <= found.spend_came <= found.spend.high


def days(*rows: tuple[int, int, float, float]) -> OrderDays:
    """customer, day, orders, amount."""
    customer, day, orders, amount = (np.array(column) for column in zip(*rows, strict=True))
    return OrderDays(customer, day, orders.astype(float), amount.astype(float))


def test_one_customer_is_too_little_and_it_is_said_what_there_is() -> None:
    one = days((0, 0, 1, 500), (0, 30, 1, 700), (0, 400, 1, 300))
    with pytest.raises(TooLittleHistory, match="0 windows of 28 days"):
        study(one, until=400, horizon=365, seed=7)
    with pytest.raises(NotFitted, match="1 customers"):
        judge(one, on=200, until=400, seed=7)


def test_no_order_at_all_is_too_little() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    none = OrderDays(nothing, nothing, np.zeros(0), np.zeros(0))
    with pytest.raises(TooLittleHistory, match="no order"):
        study(none, until=400, horizon=365, seed=7)


def test_a_business_where_nobody_comes_back_is_not_given_a_model() -> None:
    once = days(*((customer, customer % 700, 1, 900.0) for customer in range(2000)))
    with pytest.raises(TooLittleHistory):
        study(once, until=700, horizon=365, seed=7)


def test_everything_on_one_day_is_too_little() -> None:
    same = days(*((customer, 5, 3, 900.0) for customer in range(500)))
    with pytest.raises(TooLittleHistory):
        study(same, until=5, horizon=365, seed=7)


def test_orders_without_amounts_leave_spend_out_and_nothing_else() -> None:
    known = simulated.leaving(5)
    without = OrderDays(known.customer, known.day, known.orders, np.zeros(len(known.day)))
    found = study(without, until=int(known.day.max()), horizon=365, seed=7)
    assert set(found.chosen) == {"chance", "count"}
    assert not [row for row in found.rows + found.baselines if row.task == "value"]
    held = judged(without)
    assert held.spend is None


def test_returns_lower_spend_and_are_no_purchases() -> None:
    known = simulated.leaving(5)
    rng = np.random.default_rng(5)
    back = rng.random(len(known.day)) < 0.1
    order = np.lexsort(
        (np.append(known.day, known.day[back] + 3), np.append(known.customer, known.customer[back]))
    )

    def with_returns(own: np.ndarray, returned: np.ndarray) -> np.ndarray:
        return np.append(own, returned[back])[order]

    # A day of its own: as in a book, one row for each customer and day.
    both = OrderDays(
        with_returns(known.customer, known.customer),
        with_returns(known.day, known.day + 3),
        with_returns(known.orders, np.zeros(len(known.day))),
        with_returns(known.amount, -known.amount),
    )
    until = int(known.day.max())
    plain, less = (judge(one, on=550, until=until, seed=7) for one in (known, both))
    assert less.orders_came == plain.orders_came
    assert less.past.x.tolist() == plain.past.x.tolist()
    assert 0.8 * plain.spend_came < less.spend_came < 0.97 * plain.spend_came


def test_a_lorry_of_refunds_breaks_nothing() -> None:
    known = simulated.leaving(6)
    amount = known.amount.copy()
    amount[::7] = -1e9
    found = study(
        OrderDays(known.customer, known.day, known.orders, amount),
        until=int(known.day.max()),
        horizon=365,
        seed=7,
    )
    assert {"chance", "count"} <= set(found.chosen)
    for row in found.rows:
        figures = [value for value in vars(row).values() if isinstance(value, float)]
        assert np.isfinite(figures).all()
