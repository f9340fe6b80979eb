"""The penalised logistic regression against scikit-learn's, and against a general optimiser."""

import numpy as np
import pytest
from scipy import optimize
from sklearn.linear_model import LogisticRegression

from regulars.estimates.effort_logistic import fit_logistic


def rows(seed: int, n: int = 300, k: int = 4) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, k)) * 2
    y = rng.random(n) < 1 / (1 + np.exp(-(x @ rng.normal(size=k))))
    return x, y.astype(float)


@pytest.mark.parametrize("seed", range(5))
def test_around_zero_with_one_width_it_is_scikit_learns(seed: int) -> None:
    x, y = rows(seed)
    mine = fit_logistic(x=x, y=y, mean=np.zeros(4), width=np.full(4, 0.7))
    other = LogisticRegression(C=0.7**2, fit_intercept=False, tol=1e-10, max_iter=10_000).fit(x, y)
    assert mine.coefficients == pytest.approx(other.coef_[0], abs=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_with_priors_elsewhere_it_is_the_peak_of_the_printed_posterior(seed: int) -> None:
    x, y = rows(seed, n=60)
    mean, width = np.array([np.log(2.5), -1.0, 0.2, 3.0]), np.array([0.5, 0.1, 2.0, 1.0])

    def loss(at: np.ndarray) -> float:
        likelihood = -np.log1p(np.exp(np.where(y == 1, -1, 1) * (x @ at))).sum()
        return -likelihood + (((at - mean) / width) ** 2).sum() / 2

    mine = fit_logistic(x=x, y=y, mean=mean, width=width)
    other = optimize.minimize(loss, mean, method="BFGS", options={"gtol": 1e-8})
    assert mine.coefficients == pytest.approx(other.x, abs=1e-4)
    step = 1e-3 * np.eye(4)
    curve = [
        [
            loss(other.x + a + b) - loss(other.x + a - b) - loss(other.x - a + b)
            + loss(other.x - a - b)
            for a in step
        ]
        for b in step
    ]  # fmt: skip
    assert np.linalg.inv(mine.covariance) == pytest.approx(np.array(curve) / 4e-6, rel=1e-3)


def test_without_rows_it_is_the_prior_itself() -> None:
    fitted = fit_logistic(x=np.empty((0, 2)), y=[], mean=[0.9, 0.2], width=[0.5, 0.3])
    assert fitted.coefficients.tolist() == [0.9, 0.2]
    assert np.diag(fitted.covariance) == pytest.approx([0.25, 0.09])


def test_rows_that_are_told_apart_perfectly_have_a_fit_too() -> None:
    fitted = fit_logistic(x=[[-1e3], [-1.0], [1.0], [1e3]], y=[0, 0, 1, 1], mean=[0.0], width=[1.0])
    assert 0 < fitted.coefficients[0] < 10


@pytest.mark.parametrize(
    ("x", "y", "width"),
    [
        ([[np.nan]], [1], [1.0]),
        ([[1.0]], [2], [1.0]),
        ([[1.0]], [1], [0.0]),
        ([[1.0]], [1, 0], [1.0]),
    ],
)
def test_what_cannot_be_is_refused(x: list, y: list, width: list) -> None:
    with pytest.raises(ValueError, match=r"missing|width|align"):
        fit_logistic(x=x, y=y, mean=[0.0], width=width)
