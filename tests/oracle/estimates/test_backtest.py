"""The backtest looks at nothing before its time, and its windows are what they are said to be."""

from __future__ import annotations

import numpy as np
import pytest
import simulated

from regulars.estimates.backtest import (
    TooLittleHistory,
    Tried,
    backtest,
    window_ends,
    window_length,
)
from regulars.estimates.backtest_rows import past_rate, past_rate_rows, tried_rows
from regulars.estimates.candidates import MBG_NBD
from regulars.estimates.choice import COUNT, choose
from regulars.estimates.order_days import OrderDays, histories, outcomes
from regulars.estimates.study import study

UNTIL = 700


@pytest.fixture(scope="module")
def orders() -> OrderDays:
    return simulated.leaving(8, customers=1200).until(UNTIL)


@pytest.fixture(scope="module")
def tried(orders: OrderDays) -> Tried:
    return backtest(orders, until=UNTIL)


def test_windows_follow_one_another_and_end_on_the_last_day(tried: Tried) -> None:
    ends = [one.past.on for one in tried.origins]
    assert np.diff(ends).tolist() == [tried.days] * (len(ends) - 1)
    assert ends[-1] + tried.days == UNTIL


@pytest.mark.parametrize(
    ("known", "days"), [(3000, 364), (1500, 182), (730, 91), (545, 56), (273, 28), (60, 28)]
)
def test_the_windows_are_the_longest_for_which_there_are_enough(known: int, days: int) -> None:
    assert window_length(known) == days
    assert all(known - ago >= 2 * days for ago in window_ends(known, days=days, before=2 * days))


def test_what_happens_after_a_day_changes_nothing_that_was_said_on_it(orders: OrderDays) -> None:
    """Everything after the third origin is thrown away and made up anew."""
    whole = backtest(orders, until=UNTIL, names=(MBG_NBD,))
    on = whole.origins[2].past.on
    rng = np.random.default_rng(1)
    keep = (orders.day <= on) | (rng.random(len(orders.day)) < 0.3)
    other = OrderDays(
        orders.customer[keep], orders.day[keep], orders.orders[keep], orders.amount[keep]
    )
    again = backtest(other, until=UNTIL, names=(MBG_NBD,), days=whole.days)
    match = {one.past.on: one for one in again.origins}
    for one in whole.origins[:3]:
        said, said_again = one.trials[MBG_NBD], match[one.past.on].trials[MBG_NBD]
        assert said.chance.tobytes() == said_again.chance.tobytes()
        assert said.count.mean.tobytes() == said_again.count.mean.tobytes()


def test_outcomes_are_counted_as_by_hand(orders: OrderDays) -> None:
    past = histories(orders, on=400)
    came = outcomes(orders, past, until=500)
    for place in range(0, len(past.customer), 97):
        own = orders.customer == past.customer[place]
        known, after = own & (orders.day <= 400), own & (orders.day > 400) & (orders.day <= 500)
        assert past.x[place] == known.sum() - 1
        assert past.age[place] == 400 - orders.day[known].min()
        assert past.t_x[place] == orders.day[known].max() - orders.day[known].min()
        assert past.spend[place] == orders.amount[known].sum()
        assert (came.bought[place], came.spent[place]) == (after.sum(), orders.amount[after].sum())


def test_rows_are_of_all_windows_but_the_first_which_only_teaches(tried: Tried) -> None:
    customers = sum(len(one.past.x) for one in tried.origins[1:])
    [row] = [r for r in tried_rows(tried, seed=1) if (r.name, r.task) == (MBG_NBD, COUNT)]
    assert (row.windows, row.customers) == (len(tried.origins) - 1, customers)
    came = np.concatenate([one.came.bought for one in tried.origins[1:]])
    said = np.concatenate([one.trials[MBG_NBD].count.mean for one in tried.origins[1:]])
    assert row.mae == pytest.approx(np.abs(came - said).mean())
    assert row.rmse == pytest.approx(np.sqrt(((came - said) ** 2).mean()))
    naive = np.concatenate([past_rate(one, days=tried.days) for one in tried.origins[1:]])
    assert past_rate_rows(tried)[1].mae == pytest.approx(np.abs(came - naive).mean())


def test_the_simplest_stays_where_none_is_better_beyond_chance(tried: Tried) -> None:
    chosen = choose(tried, task=COUNT)
    assert (chosen.name, chosen.better, chosen.error) == (MBG_NBD, 0.0, 0.0)
    assert chosen.windows == len(tried.origins) - 1


def test_a_question_that_is_none_is_refused(tried: Tried) -> None:
    with pytest.raises(ValueError, match="no task"):
        choose(tried, task="when")


def test_the_same_orders_give_the_same_study(orders: OrderDays) -> None:
    one, other = (study(orders, until=UNTIL, horizon=365, seed=7) for _ in range(2))
    assert one.rows == other.rows
    assert one.chosen == other.chosen
    assert one.bins == other.bins


def test_two_windows_are_too_few(orders: OrderDays) -> None:
    with pytest.raises(TooLittleHistory, match="are needed"):
        backtest(orders, until=100)
