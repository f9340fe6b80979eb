"""The outlook judged on made logs: what can be known is found, what cannot be is not, and nothing
that came later helps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regulars.estimates.effort_outlook import Begun, NotJudged, judge_outlook

DAY = 1440


def log(seed: int, n: int = 2400, known: bool = True) -> Begun:
    """A group of ten decides how likely it is, a number too; priority hardly matters."""
    rng = np.random.default_rng(seed)
    group, number = rng.integers(0, 10, n), rng.normal(size=n)
    odds = -1.5 + (np.linspace(-1.5, 1.5, 10)[group] + 0.8 * number if known else 0.0)
    at = np.sort(rng.integers(0, 120 * DAY, n))
    return Begun(
        numbers=number[:, None],
        categories=np.column_stack([group, rng.integers(0, 30, n)]),
        priority=rng.integers(0, 3, n),
        at=at,
        settled_at=at + rng.integers(1, 10 * DAY, n),
        happened=rng.random(n) < 1 / (1 + np.exp(-odds)),
    )


def test_what_can_be_known_is_found_and_beats_priority() -> None:
    told = judge_outlook(log(1))
    assert told.n == 1200
    assert told.auc.low > 0.7
    assert told.baseline.low < 0.5 < told.baseline.high
    assert told.gain.low > 0.15


def test_where_nothing_can_be_known_nothing_is_found() -> None:
    areas = [judge_outlook(log(seed, known=False)).auc.auc for seed in (1, 2, 3)]
    assert np.mean(areas) == pytest.approx(0.5, abs=0.04)


def test_the_same_log_gives_the_same_judgement() -> None:
    assert judge_outlook(log(1)) == judge_outlook(log(1))


def test_what_was_not_settled_when_it_was_judged_is_not_learned_from() -> None:
    """Told late, the outcomes of the newest problems are no help, however right they would be."""
    known = log(1)
    late = known.at >= np.median(known.at) - 20 * DAY
    # Settled at the end of the log: nobody could have known them at any of the judged days.
    hidden = replace(known, settled_at=np.where(late, known.at.max() + DAY, known.settled_at))
    lies = replace(hidden, happened=np.where(late & (known.at < np.median(known.at)),
                                             ~known.happened, known.happened))  # fmt: skip
    assert judge_outlook(hidden).auc == judge_outlook(lies).auc


@pytest.mark.parametrize(("n", "whom"), [(0, 0), (150, 75), (2400, 15)])
def test_with_too_little_it_says_so(n: int, whom: int) -> None:
    begun = log(1, n=n)
    happened = np.arange(n) % max(n // max(whom, 1), 1) == 0
    with pytest.raises(NotJudged, match="are needed"):
        judge_outlook(replace(begun, happened=happened & (np.cumsum(happened) <= whom)))
