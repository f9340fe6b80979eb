"""How many purchases will come, with how much doubt; apart from the fit that it forecasts with."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from regulars.estimates.arguments import Floats, interval_ends, purchase_history, time_ahead
from regulars.estimates.mbg_nbd import MbgNbd
from regulars.estimates.probability_active import probability_active

# Small enough for the processor's cache.
ROWS_AT_ONCE = 4_096
STEPS_BETWEEN_CHECKS = 8
RELATIVE_ERROR = 1e-12
# Where exp() would underflow, and where a left tail can be dropped.
LEAST_LOG_START = -600.0
DROPPED_LOG_TAIL = -100.0


@dataclass(frozen=True, eq=False)
class PurchaseForecast:
    """
    The purchases of each row within the horizon.

    probability_none: of no purchase at all. low, high: whole numbers, the predictive interval that
    holds at least `level`.
    """

    probability_none: Floats
    mean: Floats
    mean_of_square: Floats
    low: Floats
    high: Floats
    level: float = 0.8


def purchase_forecast(
    model: MbgNbd,
    *,
    x: npt.ArrayLike,
    t_x: npt.ArrayLike,
    age: npt.ArrayLike,
    horizon: float,
    level: float = 0.8,
) -> PurchaseForecast:
    """
    Predictive distribution of each customer's purchases in (age, age + horizon].

    Given active, the rate ~ Gamma(r+x, alpha+age) and p ~ Beta(a, b+x+1) are independent. If N
    purchases would come without leaving, P(Y >= n) = P(active) · P(N >= n) · E[(1-p)^(n-1)]: a
    negative binomial tail times a ratio of beta functions, summed upwards from n = 1. `low` and
    `high` are the quantiles (1 ± level) / 2, each the smallest n that reaches it. The time it takes
    grows with the purchases expected and with horizon / (alpha + age).

    Shape:  (rows,) each, >= 0; row order as given.
    Units:  t_x, age and horizon in the fit's unit.
    Raises: ValueError when a row is no history or the horizon is negative.
    Source: Fader, Hardie & Lee (2005), with b + 1 as in Batislam, Denizel & Filiztekin (2007).
            Check: tests/oracle/estimates/test_purchase_intervals.py, tests/papers/test_mbg_nbd.py
    """
    repeats, recency, watched = purchase_history(x=x, t_x=t_x, age=age)
    ahead, ends = time_ahead(horizon), interval_ends(level)
    active = probability_active(model, x=repeats, t_x=recency, age=watched)
    shape, share = model.r + repeats, ahead / (model.alpha + watched + ahead)
    low, high, mean, square = np.empty((4, len(repeats)))
    # What who is active buys depends on x and age alone: many rows share it.
    alike, of = np.unique(repeats + 1j * watched, return_inverse=True)
    shapes, shares = model.r + alike.real, ahead / (model.alpha + alike.imag + ahead)
    of_like_length = np.argsort((shapes * shares + 30) / (1 - shares), kind="stable")
    place = np.empty_like(of_like_length)
    place[of_like_length] = np.arange(len(alike))
    by_place = np.argsort(place[of], kind="stable")
    begins = np.searchsorted(place[of[by_place]], np.arange(len(alike) + 1))
    for first in range(0, len(alike), ROWS_AT_ONCE):
        those = of_like_length[first : first + ROWS_AT_ONCE]
        rows = by_place[begins[first] : begins[first + len(those)]]
        here = place[of[rows]] - first
        stay = (model.a, model.b + alike.real[those] + 1)
        reached, total, total_square = _summed_upwards(shapes[those], shares[those], stay)
        mean[rows], square[rows] = total[here], total_square[here]
        for quantile, end in ((low, ends[0]), (high, ends[1])):
            quantile[rows] = _quantile(reached, here, active[rows], end)
    none = 1 + active * np.expm1(shape * np.log1p(-share))
    return PurchaseForecast(none, active * mean, active * square, low, high, level)


def _summed_upwards(
    shape: Floats, share: Floats, stay: tuple[float, Floats]
) -> tuple[Floats, Floats, Floats]:
    """P(N > n, not left) of who is active for each n, a row each; its mean and its mean square."""
    leave, stayed = stay
    start, at_start = _first_worth_adding(shape, share)
    pmf = np.where(start == 0, at_start, 0.0)
    tail = np.where(start == 0, -np.expm1(shape * np.log1p(-share)), 1.0)
    staying = np.ones_like(shape)
    mean, square = np.zeros((2, len(shape)))
    every: list[Floats] = []
    n = 0
    while True:
        reached = tail * staying
        every.append(reached)
        mean += reached
        square += (2 * n + 1) * reached
        if n % STEPS_BETWEEN_CHECKS == 0 and n >= start.max():
            rest = _most_that_may_follow(n, pmf * staying, shape, share)
            if (rest <= RELATIVE_ERROR * square).all():
                return np.array(every), mean, square
        n += 1
        pmf *= (shape + (n - 1)) * share / n
        np.copyto(pmf, at_start, where=start == n)
        tail -= pmf
        staying *= (stayed + (n - 1)) / (leave + stayed + (n - 1))


def _quantile(
    reached: Floats, column: npt.NDArray[np.intp], active: Floats, probability: float
) -> Floats:
    """The smallest n with P(Y > n) <= 1 - probability, by bisection: P(Y > n) only falls."""
    below = np.zeros(len(column), dtype=np.intp)
    above = np.full(len(column), len(reached), dtype=np.intp)
    while (open_ := below < above).any():
        middle = np.minimum((below + above) // 2, len(reached) - 1)
        more = (reached[middle, column] * active > 1 - probability) & open_
        below = np.where(more, middle + 1, below)
        above = np.where(open_ & ~more, middle, above)
    return below.astype(np.float64)


def _first_worth_adding(shape: Floats, share: Floats) -> tuple[Floats, Floats]:
    """
    The n from which each row's negative binomial is added up, and its probability there.

    0, but where that probability would underflow: there, below the mode, what comes before is
    less than exp(DROPPED_LOG_TAIL) for each n.
    """
    first = np.zeros_like(shape)
    heavy = shape * np.log1p(-share) < LEAST_LOG_START
    of_heavy, share_of_heavy = shape[heavy], share[heavy]
    dropped, mode = first[heavy], np.floor((of_heavy - 1) * share_of_heavy / (1 - share_of_heavy))
    while (mode - dropped > 1).any():
        middle = np.floor((dropped + mode) / 2)
        little = _log_negative_binomial(middle, of_heavy, share_of_heavy) < DROPPED_LOG_TAIL
        dropped, mode = np.where(little, middle, dropped), np.where(little, mode, middle)
    first[heavy] = dropped
    return first, np.exp(_log_negative_binomial(first, shape, share))


def _log_negative_binomial(n: Floats, shape: Floats, share: Floats) -> Floats:
    ways = special.gammaln(shape + n) - special.gammaln(shape) - special.gammaln(n + 1)
    log_probability: Floats = ways + shape * np.log1p(-share) + special.xlogy(n, share)
    return log_probability


def _most_that_may_follow(n: int, reached: Floats, shape: Floats, share: Floats) -> Floats:
    """No less than the rest of the mean square: from n on, terms fall at least by this ratio."""
    ratio = np.maximum(share, (shape + n) * share / (n + 1))
    falls = ratio < 1
    room = np.where(falls, 1 - ratio, 1.0)
    return np.where(falls, reached * (2 * n + 3) * ratio / room**3, np.inf)
