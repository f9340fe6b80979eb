"""Return rates after problems on simulated customers: a known effect, and none but confounding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from regulars.estimates.after_problem import Purchases, Returns, after_problems

EASY, HARD, UNSOLVED = range(3)
HORIZON = 120.0
WATCHED = 400.0


@dataclass
class World:
    """Customers by stratum of their pace, who buy again after an exponential time.

    A problem comes more often to those who buy often: `confounded` says how much more.
    """

    seed: int
    slower: tuple[float, float, float]
    confounded: bool = True
    n: int = 6000

    def judged(self) -> tuple[dict[str, Returns], dict[str, float]]:
        """What is estimated, and the true mean change of the chance to return, by kind."""
        rng = np.random.default_rng(self.seed)
        stratum = rng.integers(0, 4, self.n)
        pace = np.array([20.0, 60.0, 150.0, 400.0])[stratum]
        chance = np.array([0.5, 0.25, 0.1, 0.05])[stratum] if self.confounded else 0.2
        elapsed = rng.integers(0, 30, self.n).astype(float)
        would_return = rng.exponential(pace)
        # Told of those alone who have not come again until then.
        has_problem = (rng.random(self.n) < chance) & (would_return > elapsed)
        kind = rng.integers(0, 3, self.n)
        days = np.floor(np.where(has_problem, elapsed, np.minimum(would_return, WATCHED)))
        slower = np.array(self.slower)[kind]
        after = rng.exponential(pace * slower)
        told = has_problem
        estimated = after_problems(
            purchases=Purchases(
                stratum=stratum,
                days=days,
                ended=((would_return <= WATCHED) & ~has_problem).astype(float),
                count=np.ones(self.n),
            ),
            stratum=stratum[told],
            elapsed=elapsed[told],
            kind=kind[told],
            returned=(after <= HORIZON)[told],
            horizon=HORIZON,
        )
        change = np.exp(-HORIZON / pace) - np.exp(-HORIZON / (pace * slower))
        true = {
            name: float(change[told & (kind == place)].mean())
            for place, name in enumerate(estimated)
        }
        return estimated, true


def test_an_effect_that_is_there_is_found_and_its_intervals_hold_it() -> None:
    held = {"easy": 0, "hard": 0, "unsolved": 0}
    error = {kind: [] for kind in held}
    for seed in range(60):
        estimated, true = World(seed, slower=(1.0, 2.0, 4.0)).judged()
        for kind, told in estimated.items():
            held[kind] += told.difference_low <= true[kind] <= told.difference_high
            error[kind].append(told.difference - true[kind])
    for kind, count in held.items():
        # Of ten such intervals eight hold the truth; of 60 between 40 and 58.
        assert 40 <= count <= 58, (kind, count)
        assert abs(np.mean(error[kind])) < 0.01, kind


def test_that_problems_come_to_those_who_buy_often_is_taken_for_nothing() -> None:
    differences, raw = [], []
    for seed in range(40):
        estimated, true = World(seed, slower=(1.0, 1.0, 1.0)).judged()
        assert true == pytest.approx(dict.fromkeys(true, 0.0))
        rates = list(estimated.values())
        differences.append(np.mean([one.difference for one in rates]))
        everybody, _ = World(seed, slower=(1.0, 1.0, 1.0), confounded=False).judged()
        raw.append(rates[0].rate - everybody["easy"].rate)
    # Beside all customers those with a problem look loyal; beside those alike they are as others.
    assert np.mean(raw) > 0.1
    assert abs(np.mean(differences)) < 0.01


def test_who_has_nobody_alike_is_counted_without_a_comparison() -> None:
    few = Purchases(np.zeros(9, np.int64), np.arange(9.0) * 40, np.ones(9), np.ones(9))
    told = after_problems(
        purchases=few, stratum=[0, 7], elapsed=[0, 0], kind=[HARD, HARD], returned=[1, 0],
        horizon=HORIZON,
    )  # fmt: skip
    assert (told["hard"].problems, told["hard"].returned, told["hard"].alike) == (2, 1, 0)
    assert told["hard"].difference is None
    assert told["hard"].rate == 0.5
    assert told["easy"].rate is None


def test_beyond_the_time_that_anybody_was_watched_nothing_is_compared() -> None:
    short = Purchases(np.zeros(50, np.int64), np.full(50, 100.0), np.zeros(50), np.ones(50))
    told = after_problems(
        purchases=short, stratum=[0], elapsed=[0], kind=[EASY], returned=[1], horizon=HORIZON
    )
    assert told["easy"].alike == 0


def test_the_rate_of_those_alike_is_that_after_the_same_days_without_a_visit() -> None:
    # Half come back on day 5, half on day 60: who has not come by day 10 comes by day 130 for sure.
    days = np.repeat([5.0, 60.0, 400.0], [50, 40, 10])
    both = Purchases(np.zeros(100, np.int64), days, np.ones(100), np.ones(100))
    told = after_problems(
        purchases=both, stratum=[0, 0], elapsed=[0, 10], kind=[EASY, HARD], returned=[1, 1],
        horizon=HORIZON,
    )  # fmt: skip
    assert told["easy"].without == pytest.approx(0.9)
    assert told["hard"].without == pytest.approx(0.8)
    assert told["hard"].difference == pytest.approx(0.2)
