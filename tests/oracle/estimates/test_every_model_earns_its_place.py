"""Each model that is shipped is chosen on some business: none is there for its name."""

from __future__ import annotations

import pytest
import simulated

from regulars.estimates.choice import CHANCE, COUNT, VALUE
from regulars.estimates.order_days import OrderDays
from regulars.estimates.study import Study, study


def studied(orders: OrderDays) -> Study:
    return study(orders, until=int(orders.day.max()), horizon=365, seed=7)


@pytest.mark.parametrize(
    ("orders", "task", "model"),
    [
        (simulated.leaving(1), COUNT, "MBG/NBD"),
        (simulated.true_at_first(1), CHANCE, "BG/NBD"),
        (simulated.grocery(3, customers=8000), COUNT, "Pareto/NBD"),
        (simulated.regular(1, customers=4000), COUNT, "MBG/CNBD-k"),
        (simulated.seasonal(1, customers=6000), CHANCE, "boosted trees"),
        (simulated.bulk(1), VALUE, "Gamma-Gamma"),
        (simulated.lorries(1), VALUE, "boosted quantiles"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_model_is_chosen_where_buying_is_as_it_says(
    orders: OrderDays, task: str, model: str
) -> None:
    """The regression earns its place on Online Retail: tests/realdata/test_realdata_backtest.py."""
    found = studied(orders)
    assert found.chosen[task].name == model


def test_recalibration_earns_its_place_where_customers_buy_by_the_clock() -> None:
    found = studied(simulated.regular(1, customers=4000, k=400.0))
    assert found.ways[COUNT] == "MBG/CNBD-k recalibrated"
    scores = {row.name: row.log_score for row in found.rows if row.task == COUNT}
    assert scores["MBG/CNBD-k recalibrated"] > scores["MBG/CNBD-k"] + 0.02  # nats per customer


def test_the_chosen_are_better_than_going_on_as_until_now() -> None:
    found = studied(simulated.leaving(1))
    chosen = {row.task: row for row in found.rows if row.name == found.ways[row.task]}
    naive = {row.task: row for row in found.baselines}
    for task in (COUNT, VALUE):
        assert chosen[task].mae < naive[task].mae
        assert chosen[task].rmse < naive[task].rmse
        assert chosen[task].capture10 > naive[task].capture10
    assert chosen[CHANCE].auc > naive[CHANCE].auc + 0.05
    assert chosen[CHANCE].ece < naive[CHANCE].ece / 3
