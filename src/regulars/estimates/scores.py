"""How good forecasts were, once it is known what came: of every customer, and summed up."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from regulars.estimates.arguments import Floats
from regulars.estimates.more_than import AnyBlock
from regulars.estimates.recalibration import AS_SAID, Recalibration

BINS = 10
TOP_SHARE = 0.1
LEAST_CHANCE = 1e-9
"""What a model held for impossible came after all: its logarithm is held at that of this."""


@dataclass(frozen=True, eq=False)
class CountScores:
    """
    Of each customer: the forecast's mean, variance and chance of any, P(less than what came),
    P(at most it), and the continuous ranked probability score. Shape: (customers,).
    """

    mean: Floats
    variance: Floats
    some: Floats
    below: Floats
    up_to: Floats
    crps: Floats

    @property
    def log_score(self) -> Floats:
        return np.asarray(np.log(np.maximum(self.up_to - self.below, LEAST_CHANCE)))


def count_scores(
    blocks: Iterable[AnyBlock], *, came: Floats, recalibration: Recalibration = AS_SAID
) -> CountScores:
    """
    Scores of forecasts of a count that come in blocks, each customer in one of them.

    Shape:  came (customers,), whole numbers.
    Source: Gneiting & Raftery (2007) for both scores. Check: tests/oracle/estimates/test_scores.py
    """
    mean, variance, some, below, up_to, crps = np.zeros((6, len(came)))
    for block in blocks:
        more, seen = block.chances, came[block.rows]
        if recalibration is not AS_SAID:
            more = 1 - recalibration(1 - more)
        n = np.arange(len(more))[:, np.newaxis]
        padded = np.vstack([np.ones(len(seen)), more, np.zeros(len(seen))])
        at = np.minimum(seen.astype(np.intp), len(more))
        each = np.arange(len(seen))
        expected = more.sum(axis=0)
        mean[block.rows], some[block.rows] = expected, more[0]
        variance[block.rows] = ((2 * n + 1) * more).sum(axis=0) - expected**2
        below[block.rows] = 1 - padded[at, each]
        up_to[block.rows] = 1 - padded[at + 1, each]
        beyond = np.maximum(seen - len(more), 0.0)
        crps[block.rows] = ((more - (n < seen)) ** 2).sum(axis=0) + beyond
    return CountScores(mean, variance, some, below, up_to, crps)


def chance_log_score(*, chance: Floats, came: Floats) -> Floats:
    """The logarithm of the chance that was given to what came. Shape: (customers,)."""
    given = np.where(came > 0, chance, 1 - chance)
    return np.log(np.maximum(given, LEAST_CHANCE))


def area_under_curve(*, chance: Floats, came: Floats) -> float | None:
    """
    How often who came back stands before who did not; ties count half.

    Null:   everybody came back, or nobody.
    Source: Hanley & McNeil (1982).
    """
    # A third of a second to import: most refreshes do not ask for it.
    from scipy import stats

    back = came > 0
    many, others = int(back.sum()), int((~back).sum())
    if not many or not others:
        return None
    ranks = stats.rankdata(chance)
    return float((ranks[back].sum() - many * (many + 1) / 2) / (many * others))


@dataclass(frozen=True)
class Bin:
    """Customers to whom a chance of `low` to `high` was given: on average `said`, and `came`."""

    low: float
    high: float
    customers: int
    said: float
    came: int


def reliability(*, chance: Floats, came: Floats) -> list[Bin]:
    """What became of those to whom alike chances were given, in ten bins of equal width."""
    which = np.minimum((chance * BINS).astype(np.intp), BINS - 1)
    customers = np.bincount(which, minlength=BINS)
    said = np.bincount(which, weights=chance, minlength=BINS)
    back = np.bincount(which, weights=(came > 0).astype(np.float64), minlength=BINS)
    return [
        Bin(
            at / BINS,
            (at + 1) / BINS,
            int(customers[at]),
            float(said[at] / customers[at]),
            int(back[at]),
        )
        for at in range(BINS)
        if customers[at]
    ]


def expected_calibration_error(bins: list[Bin]) -> float:
    """
    How far what came lies from what was said, in the mean over customers.

    Source: Naeini, Cooper & Hauskrecht (2015).
    """
    customers = sum(one.customers for one in bins)
    return sum(abs(one.customers * one.said - one.came) for one in bins) / customers


def pit_distance(*, below: Floats, up_to: Floats, seed: int) -> float:
    """
    How far the randomised probability integral transform is from uniform (Kolmogorov-Smirnov).

    Source: Smith (1985); Czado, Gneiting & Held (2009).
    """
    drawn = np.random.default_rng(seed).random(len(below))
    at = np.sort(below + drawn * (up_to - below))
    steps = np.arange(len(at) + 1) / len(at)
    return float(max(np.max(steps[1:] - at), np.max(at - steps[:-1])))


def share_within(*, below: Floats, up_to: Floats, level: float = 0.8) -> float:
    """How much of what came lies in the central interval; a count's stretch counts in part."""
    low, high = (1 - level) / 2, (1 + level) / 2
    inside = np.minimum(up_to, high) - np.maximum(below, low)
    return float((np.clip(inside, 0, None) / np.maximum(up_to - below, 1e-12)).mean())


def top_capture(*, ranked_by: Floats, value: Floats) -> float | None:
    """
    The share of all value that the first tenth brings.

    Null: there was no value.
    """
    total = float(value.sum())
    if total <= 0:
        return None
    first = np.argsort(-ranked_by, kind="stable")[: max(1, round(len(value) * TOP_SHARE))]
    return float(value[first].sum()) / total


def errors(*, mean: Floats, came: Floats) -> tuple[float, float]:
    """Mean absolute error, and root of the mean square."""
    error = mean - came
    return float(np.abs(error).mean()), float(np.sqrt((error**2).mean()))
