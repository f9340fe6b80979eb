"""Discounted residual transactions of the Pareto/NBD, with the parameters of CDNOW."""

import math

import numpy as np
import pytest
from scipy import integrate

from regulars.estimates.expected_purchases import expected_purchases
from regulars.estimates.pareto_nbd import ParetoNbd
from regulars.estimates.residual_transactions import discounted_residual_transactions

CDNOW = ParetoNbd(0.5533, 10.578, 0.6062, 11.669, 0.0, np.zeros((4, 4)), 1)
A_WEEK = math.log(1.15) / 52


@pytest.mark.parametrize(("x", "t_x", "dert"), [(2, 30.43, 1.763), (7, 75.0, 14.952)])
def test_it_is_that_of_the_published_parameters_to_three_digits(
    x: int, t_x: float, dert: float
) -> None:
    found = discounted_residual_transactions(
        CDNOW, x=[x], t_x=[t_x], age=[545 / 7], discount=A_WEEK
    )
    assert found[0] == pytest.approx(dert, rel=4e-4)


def test_it_is_the_discounted_sum_of_what_is_expected_week_by_week() -> None:
    row = {"x": [3.0], "t_x": [60.0], "age": [70.0]}

    def until(weeks: float) -> float:
        return float(expected_purchases(CDNOW, **row, horizon=weeks)[0])

    # By parts: the integral of e^(-dt) dE(t) is d times that of e^(-dt) E(t).
    discount = 0.05
    total, _ = integrate.quad(
        lambda t: discount * math.exp(-discount * t) * until(t), 1e-9, 600, limit=200
    )
    found = discounted_residual_transactions(CDNOW, **row, discount=discount)
    assert found[0] == pytest.approx(total, rel=1e-4)


def test_without_a_discount_it_has_no_end() -> None:
    with pytest.raises(ValueError, match="not above 0"):
        discounted_residual_transactions(CDNOW, x=[1], t_x=[1], age=[2], discount=0.0)
