"""Wheat & Morrison's k: on CDNOW, on simulated buyers, and where it cannot be told."""

import numpy as np
import pytest

from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.regularity import MOST_REGULAR, wheat_morrison_k, whole_k


def test_cd_buyers_come_at_random(cdnow_gaps: tuple[np.ndarray, np.ndarray]) -> None:
    k = wheat_morrison_k(gap=cdnow_gaps[0], next_gap=cdnow_gaps[1])
    assert k == pytest.approx(1.01, abs=0.005)
    assert whole_k(k) == 1


@pytest.mark.parametrize("shape", [1, 2, 4])
def test_the_k_of_simulated_buyers_is_found(shape: int) -> None:
    random = np.random.default_rng(shape)
    own = random.gamma(1.5, 1.0, 20_000)
    gaps = random.gamma(shape, 1.0, (2, 20_000)) * own
    k = wheat_morrison_k(gap=gaps[0], next_gap=gaps[1])
    assert k == pytest.approx(shape, rel=0.04)
    assert whole_k(k) == shape


def test_who_buys_by_the_clock_is_as_regular_as_a_model_can_hold() -> None:
    k = wheat_morrison_k(gap=np.full(200, 7.0), next_gap=np.full(200, 7.0))
    assert whole_k(k) == MOST_REGULAR


def test_bursts_are_not_less_than_random() -> None:
    random = np.random.default_rng(3)
    gaps = random.gamma(0.3, 1.0, (2, 5_000)) + 1e-12
    k = wheat_morrison_k(gap=gaps[0], next_gap=gaps[1])
    assert k == pytest.approx(0.3, abs=0.03)
    assert whole_k(k) == 1


def test_few_pairs_tell_nothing() -> None:
    with pytest.raises(NotFitted, match="99 customers with two gaps are too few"):
        wheat_morrison_k(gap=np.ones(99), next_gap=np.ones(99))
    with pytest.raises(ValueError, match="A gap is 0 or less"):
        wheat_morrison_k(gap=np.zeros(200), next_gap=np.ones(200))
