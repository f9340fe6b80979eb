"""The regression of returns: it finds what customers were drawn by, and knows how sure it is."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats

from regulars.estimates.log_rfm import fit_log_rfm
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.more_than import Hurdle, blocks_of_hurdle

ROWS = 6000


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray]:
    """Five features, and what came by two of them."""
    rng = np.random.default_rng(9)
    features = rng.normal(size=(ROWS, 5))
    back = rng.random(ROWS) < special.expit(-0.5 + 1.2 * features[:, 0] - 0.8 * features[:, 1])
    mean = np.exp(0.3 + 0.5 * features[:, 0])
    more = rng.negative_binomial(2.0, 2.0 / (2.0 + mean))
    return features, np.where(back, 1 + more, 0).astype(float)


def test_it_finds_the_slopes_that_customers_were_drawn_by(
    drawn: tuple[np.ndarray, np.ndarray],
) -> None:
    model = fit_log_rfm(*drawn)
    slopes = model.return_slopes[1:] / model.spread
    error = np.sqrt(np.diag(model.return_covariance))[1:] / model.spread
    assert (np.abs(slopes - [1.2, -0.8, 0, 0, 0]) < 4 * error).all()
    assert (error < 0.06).all()
    assert model.more_slopes[1] / model.spread[0] == pytest.approx(0.5, abs=0.06)
    assert np.exp(model.log_size) == pytest.approx(2.0, rel=0.25)


def test_what_is_known_of_nobody_changes_nothing(drawn: tuple[np.ndarray, np.ndarray]) -> None:
    features, came = drawn
    without = features.copy()
    without[:, 4] = np.nan
    model = fit_log_rfm(without, came)
    assert np.isfinite(model.return_slopes).all()
    assert model.return_slopes[5] == pytest.approx(0.0, abs=1e-9)


def test_too_few_returns_are_refused_with_the_numbers() -> None:
    features, came = np.random.default_rng(1).normal(size=(500, 5)), np.zeros(500)
    came[:49] = 1
    with pytest.raises(NotFitted, match="49 of 500 customers returned"):
        fit_log_rfm(features, came)


def test_a_hurdle_is_its_two_parts() -> None:
    some, more, size = np.array([0.3, 0.8]), np.array([0.5, 6.0]), np.array([1.5, 0.7])
    [block] = list(blocks_of_hurdle(Hurdle(some, more, size, 400)))
    n = np.arange(len(block.chances))[:, np.newaxis]
    p = (size / (size + more))[block.rows]
    expected = some[block.rows] * stats.nbinom.sf(n - 1, size[block.rows], p)
    assert block.chances == pytest.approx(expected, abs=1e-9)
    mean = block.chances.sum(axis=0)
    assert mean == pytest.approx((some * (1 + more))[block.rows], rel=1e-6)
