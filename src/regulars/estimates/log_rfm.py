"""Who returns and how often, learned from the business's own past windows, by regression."""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from regulars.estimates.arguments import Floats
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.more_than import Hurdle
from regulars.estimates.order_days import Histories, Outcomes

FEWEST_RETURNED = 50
MOST_OVERDUE = 30.0
PENALTY = 1.0
"""As if one more customer stood against each slope: it holds slopes that nobody speaks for."""
MOST_LOG_MEAN = 8.0
NEWTON_STEPS = 50


@dataclass(frozen=True, eq=False)
class LogRfm:
    """
    A fitted pair: a logistic regression of any return within the horizon, and a negative binomial
    regression of the returns beyond the first.

    Slopes are of standardised features, the level first. The covariance is of the logistic's.
    The negative binomial's size is e^log_size · mean^size_power.
    """

    middle: Floats
    spread: Floats
    return_slopes: Floats
    return_covariance: Floats
    more_slopes: Floats
    log_size: float
    size_power: float
    customers: int

    name = "log-RFM regression"

    def hurdle(self, past: Histories, *, days: int) -> Hurdle:
        """The distribution of order days in a window of `days`. Shape: (customers,)."""
        of = _standardised(log_rfm(past), self.middle, self.spread)
        more = np.exp(np.clip(of @ self.more_slopes, -MOST_LOG_MEAN, MOST_LOG_MEAN))
        size = np.exp(self.log_size) * more**self.size_power
        return Hurdle(special.expit(of @ self.return_slopes), more, size, days)

    def log_odds_error(self, past: Histories) -> Floats:
        """Standard error of the log-odds of a return. Shape: (customers,)."""
        of = _standardised(log_rfm(past), self.middle, self.spread)
        return np.asarray(np.sqrt(np.einsum("ri,ij,rj->r", of, self.return_covariance, of)))


def log_rfm(past: Histories) -> Floats:
    """
    Logarithms of repeat purchases, recency, age and mean value, and how overdue the next one is.

    A mean value that is not known is NaN. Shape: (customers, 5).
    """
    silence = past.age - past.t_x
    overdue = silence * (past.x + 0.5) / (past.age + 7)
    return np.array(
        [
            np.log1p(past.x),
            np.log1p(silence),
            np.log1p(past.age),
            np.minimum(overdue, MOST_OVERDUE),
            np.log1p(past.mean_value),
        ]
    ).T


def fit_log_rfm(features: Floats, bought: Floats) -> LogRfm:
    """
    The penalised maximum-likelihood regressions of what came on what was known before.

    features: as `log_rfm` gives them, of one or several windows below one another; bought: days
    with an order in the window after each.

    Shape:  (rows, features), (rows,).
    Raises: NotFitted when too few returned or too few did not.
    Source: Hosmer & Lemeshow (2000) for the logistic; Cameron & Trivedi (1998) for the negative
            binomial. Check: tests/oracle/estimates/test_log_rfm.py
    """
    returned = bought > 0
    fewer = int(min(returned.sum(), (~returned).sum()))
    if fewer < FEWEST_RETURNED:
        raise NotFitted(
            f"{int(returned.sum())} of {len(bought)} customers returned in the windows looked at: "
            f"{FEWEST_RETURNED} who did and as many who did not are needed."
        )
    with np.errstate(invalid="ignore"):
        middle = np.nan_to_num(np.nanmean(np.where(np.isnan(features).all(0), 0, features), axis=0))
        spread = np.nan_to_num(np.nanstd(np.where(np.isnan(features).all(0), 0, features), axis=0))
    spread = np.where(spread > 1e-9, spread, 1.0)
    of = _standardised(features, middle, spread)
    slopes, covariance = _logistic(of, returned.astype(np.float64))
    more, log_size, power = _negative_binomial(of[returned], bought[returned] - 1)
    return LogRfm(middle, spread, slopes, covariance, more, log_size, power, len(bought))


def _standardised(features: Floats, middle: Floats, spread: Floats) -> Floats:
    """With the level before; what is not known stands in the middle."""
    of = np.nan_to_num((features - middle) / spread)
    return np.column_stack([np.ones(len(of)), of])


def _penalty(size: int) -> Floats:
    penalty = np.full(size, PENALTY)
    penalty[0] = 0.0
    return penalty


def _logistic(of: Floats, came: Floats) -> tuple[Floats, Floats]:
    """Newton's method; no library's logistic tells the covariance."""
    at, penalty = np.zeros(of.shape[1]), _penalty(of.shape[1])
    for _ in range(NEWTON_STEPS):
        chance = special.expit(of @ at)
        slope = (of * (came - chance)[:, np.newaxis]).sum(axis=0) - penalty * at
        weighted = of * (chance * (1 - chance))[:, np.newaxis]
        information = np.einsum("ri,rj->ij", weighted, of) + np.diag(penalty)
        step = np.linalg.solve(information, slope)
        at = at + np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < 1e-9:
            return at, np.asarray(np.linalg.inv(information))
    raise NotFitted("The regression of returns did not settle. Give more customers.")


def _negative_binomial(of: Floats, more: Floats) -> tuple[Floats, float, float]:
    width = of.shape[1]
    penalty = _penalty(width)

    def loss(at: Floats) -> tuple[float, Floats]:
        log_mean = np.clip(of @ at[:width], -MOST_LOG_MEAN, MOST_LOG_MEAN)
        mean = np.exp(log_mean)
        log_size = at[width] + at[width + 1] * log_mean
        size = np.exp(log_size)
        both = np.log(size + mean)
        level = special.gammaln(size + more) - special.gammaln(size) - special.gammaln(more + 1)
        level += size * (log_size - both) + more * (log_mean - both)
        by_mean = more - (size + more) * mean / (size + mean)
        by_size = special.psi(size + more) - special.psi(size) + log_size - both
        by_size = size * (by_size + 1 - (size + more) / (size + mean))
        by_linear = by_mean + at[width + 1] * by_size
        slope = np.append((of * by_linear[:, np.newaxis]).sum(axis=0), [0.0, 0.0])
        slope[width], slope[width + 1] = by_size.sum(), (by_size * log_mean).sum()
        held = np.append(penalty * at[:width], [0.1 * at[width], 0.1 * at[width + 1]])
        total = level.sum() - 0.5 * (held * at).sum()
        return -float(total), held - slope

    start = np.zeros(width + 2)
    start[0] = np.log(max(float(more.mean()), 0.01))
    found = optimize.minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(-20, 20)] * width + [(-5, 8), (-2, 3)],
        options={"maxiter": 300},
    )
    return np.asarray(found.x[:width]), float(found.x[width]), float(found.x[width + 1])


def of_windows(windows: list[tuple[Histories, Outcomes]]) -> tuple[Floats, Floats]:
    """
    Features and order days of several windows below one another.

    Raises: NotFitted when there is no window.
    """
    if not windows:
        raise NotFitted("There is no window of the past to learn from. Wait for more history.")
    return (
        np.concatenate([log_rfm(past) for past, _ in windows]),
        np.concatenate([came.bought for _, came in windows]),
    )
