"""Scores of forecasts against their definitions, worked out the slow way."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from regulars.estimates.more_than import Block
from regulars.estimates.recalibration import AS_SAID, recalibration_of_distributions
from regulars.estimates.scores import (
    CountScores,
    area_under_curve,
    chance_log_score,
    count_scores,
    expected_calibration_error,
    pit_distance,
    reliability,
    share_within,
    top_capture,
)

MOST = 1200


@pytest.fixture(scope="module")
def drawn() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means, sizes, and what came of negative binomials."""
    rng = np.random.default_rng(3)
    mean, size = rng.gamma(1.0, 2.0, 4000) + 0.01, rng.gamma(2.0, 1.0, 4000) + 0.2
    return mean, size, rng.negative_binomial(size, size / (size + mean)).astype(float)


def scored(mean: np.ndarray, size: np.ndarray, came: np.ndarray) -> CountScores:
    n = np.arange(MOST)[:, np.newaxis]
    more = stats.nbinom.sf(n, size, size / (size + mean))
    half = np.arange(len(came)) % 2 == 0
    blocks = [Block(np.flatnonzero(rows), more[:, rows]) for rows in (half, ~half)]
    return count_scores(blocks, came=came)


def test_each_score_is_its_definition(drawn: tuple[np.ndarray, ...]) -> None:
    mean, size, came = drawn
    found = scored(*drawn)
    p = size / (size + mean)
    assert found.log_score == pytest.approx(stats.nbinom.logpmf(came, size, p), abs=1e-9)
    assert found.mean == pytest.approx(mean, rel=1e-6)
    assert found.variance == pytest.approx(mean + mean**2 / size, rel=1e-4)
    n = np.arange(MOST)[:, np.newaxis]
    crps = ((stats.nbinom.cdf(n, size, p) - (n >= came)) ** 2).sum(axis=0)
    assert found.crps == pytest.approx(crps, abs=1e-9)


def test_what_came_beyond_the_last_number_told_costs_its_whole_distance() -> None:
    [block] = [Block(np.array([0]), np.array([[0.5]]))]
    found = count_scores([block], came=np.array([7.0]))
    # Sure of at most 1: (F(0) - 0)² at 0, and 1 at each of 1 to 6.
    assert found.crps[0] == pytest.approx(0.25 + 6)


def test_right_forecasts_are_uniform_and_wrong_ones_are_not(drawn: tuple[np.ndarray, ...]) -> None:
    mean, size, came = drawn
    right, wrong = scored(*drawn), scored(mean * 1.6, size, came)
    assert pit_distance(below=right.below, up_to=right.up_to, seed=1) < 1.36 / np.sqrt(len(came))
    assert pit_distance(below=wrong.below, up_to=wrong.up_to, seed=1) > 0.08
    assert share_within(below=right.below, up_to=right.up_to) == pytest.approx(0.8, abs=0.015)


def test_recalibration_mends_what_is_wrong_alike_for_all(drawn: tuple[np.ndarray, ...]) -> None:
    mean, size, came = drawn
    wrong = scored(mean * 1.6, size, came)
    taught = recalibration_of_distributions(below=wrong.below[:2000], up_to=wrong.up_to[:2000])
    n = np.arange(MOST)[:, np.newaxis]
    more = stats.nbinom.sf(n, size, size / (size + mean * 1.6))[:, 2000:]
    block = Block(np.arange(2000), more)
    mended = count_scores([block], came=came[2000:], recalibration=taught)
    plain = count_scores([block], came=came[2000:], recalibration=AS_SAID)
    assert mended.log_score.mean() > plain.log_score.mean() + 0.02
    before = pit_distance(below=plain.below, up_to=plain.up_to, seed=1)
    assert pit_distance(below=mended.below, up_to=mended.up_to, seed=1) < 0.5 * before


def test_the_area_is_how_often_one_who_came_back_stands_first() -> None:
    rng = np.random.default_rng(4)
    chance, came = np.round(rng.random(60), 1), rng.integers(0, 3, 60).astype(float)
    back, other = chance[came > 0], chance[came == 0]
    pairs = (back[:, np.newaxis] > other) + 0.5 * (back[:, np.newaxis] == other)
    assert area_under_curve(chance=chance, came=came) == pytest.approx(pairs.mean())
    assert area_under_curve(chance=chance, came=np.ones(60)) is None


def test_bins_count_each_customer_once_and_the_error_is_the_mean_distance() -> None:
    chance, came = np.array([0.02, 0.08, 0.74, 0.76, 1.0]), np.array([0, 1, 2, 0, 1.0])
    bins = reliability(chance=chance, came=came)
    assert [(one.low, one.customers, one.came) for one in bins] == [
        (0, 2, 1),
        (0.7, 2, 1),
        (0.9, 1, 1),
    ]
    distance = abs(0.10 - 1) + abs(1.50 - 1) + 0
    assert expected_calibration_error(bins) == pytest.approx(distance / 5)


def test_the_first_tenth_brings_its_share() -> None:
    value = np.array([5.0, 0, 0, 0, 0, 0, 0, 0, 15, 30])
    assert top_capture(ranked_by=np.arange(10.0), value=value) == 0.6
    assert top_capture(ranked_by=np.arange(10.0), value=np.zeros(10)) is None


def test_what_was_held_for_impossible_costs_much_and_not_everything() -> None:
    score = chance_log_score(chance=np.array([0.0, 1.0, 0.5]), came=np.array([1.0, 0.0, 1.0]))
    assert np.isfinite(score).all()
    assert score[2] == pytest.approx(np.log(0.5))
    assert (score[:2] < -20).all()
