"""Which model is chosen for each question, and why, in figures."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from regulars.estimates.arguments import Floats
from regulars.estimates.backtest import RECALIBRATED, Origin, Tried
from regulars.estimates.candidates import BG_NBD, BOOSTED, LOG_RFM, MBG_NBD, PARETO_NBD, REGULAR
from regulars.estimates.scores import chance_log_score
from regulars.estimates.value_scores import BOOSTED_QUANTILES, GAMMA_GAMMA, ValueScores

BY_CHANCE = 0.05
"""A model that is better by chance alone takes the default's place in one book of twenty."""

CHANCE, COUNT, VALUE = "chance", "count", "value"
PRIOR = {CHANCE: MBG_NBD, COUNT: MBG_NBD}
"""What is taken where there is too little past to try anything. Not the BG/NBD: it holds everybody
who never came back for active."""
IN_ORDER = {
    CHANCE: (LOG_RFM, MBG_NBD, PARETO_NBD, REGULAR, BG_NBD, BOOSTED),
    COUNT: (MBG_NBD, LOG_RFM, PARETO_NBD, REGULAR, BG_NBD, BOOSTED),
}
"""Who comes first stays where others are not better beyond chance: for the chance of a return the
regression, since it ranks customers better than the models of purchases on the published data."""


@dataclass(frozen=True)
class Chosen:
    """
    A model, and how much better it scored than the prior's.

    better: mean difference of log scores per customer (of spend: of ranked probability scores, in
    shares of the mean spend) in the windows but the first; error: its standard error over these.
    Null: None where nothing was tried.
    """

    task: str
    name: str
    prior: str
    better: float | None
    error: float | None
    windows: int


def way_of(tried: Tried, chosen: Chosen, *, in_every_window: bool = False) -> str:
    """
    The label of the chosen model's better way, as it speaks or recalibrated: better in the mean
    over windows, or in every one of them.
    """
    score = _score(chosen.task)
    means = window_scores(tried, score)
    plain, better = chosen.name, chosen.name + RECALIBRATED
    if plain not in means or better not in means:
        return plain
    lead = means[better] - means[plain]
    taken = bool((lead > 0).all()) if in_every_window else float(lead.mean()) > 0
    return better if taken else plain


def choose_value(trials: list[dict[str, ValueScores]]) -> Chosen | None:
    """
    The way to forecast spend: the Gamma-Gamma, unless boosted quantiles score better beyond chance
    or no Gamma-Gamma holds. Compared are continuous ranked probability scores in shares of the mean
    spend, paired over windows.

    Null:   neither could be fitted in all windows, or nobody spent anything.
    Check:  tests/oracle/estimates/test_backtest.py
    """
    means = {
        name: np.array([_share(one[name]) for one in trials])
        for name in (GAMMA_GAMMA, BOOSTED_QUANTILES)
        if trials and all(name in one and one[name].spent.any() for one in trials)
    }
    if not means:
        return None
    if len(means) == 1:
        [name] = means
        return Chosen(VALUE, name, name, None, None, len(trials))
    lead = means[GAMMA_GAMMA] - means[BOOSTED_QUANTILES]
    if not _beyond_chance(lead):
        return Chosen(VALUE, GAMMA_GAMMA, GAMMA_GAMMA, 0.0, 0.0, len(trials))
    return Chosen(
        VALUE, BOOSTED_QUANTILES, GAMMA_GAMMA, float(lead.mean()), _error(lead), len(trials)
    )


def _share(scores: ValueScores) -> float:
    return float(scores.crps.mean() / scores.spent.mean())


def choose(tried: Tried, *, task: str, first: str | None = None) -> Chosen:
    """
    The model for a task: of those that the best is not better than beyond chance, the first. One
    that scored worse than another before it, which was put aside, does not take its place.

    Each model stands with the better of its two ways, as it speaks or recalibrated. Compared are
    the mean log scores of the windows but the first (which only teaches), paired, with Student's t
    over windows: customers of one window share its weather, so windows are what is counted.

    first: a model that comes before the others of the order.

    Raises: ValueError for a task that is none.
    Source: Diebold & Mariano (1995) for the paired comparison of forecasts; Breiman et al. (1984)
            for the rule of the simplest that is not told from the best.
            Check: tests/oracle/estimates/test_backtest.py
    """
    score = _score(task)
    means = window_scores(tried, score)
    order = sorted(IN_ORDER[task], key=lambda name: name != first)
    ways = {
        name: max(
            (label for label in (name, name + RECALIBRATED) if label in means),
            key=lambda label: float(means[label].mean()),
        )
        for name in order
        if name in means
    }
    best = max(ways, key=lambda name: float(means[ways[name]].mean()))
    behind: list[float] = []
    for name in order:
        if name not in ways:
            continue
        mean = float(means[ways[name]].mean())
        if not _beyond_chance(means[ways[best]] - means[ways[name]]) and mean >= max(
            behind, default=mean
        ):
            break
        behind.append(mean)
    prior = PRIOR[task] if PRIOR[task] in ways else MBG_NBD
    lead = means[ways[name]] - means[ways[prior]]
    return Chosen(task, name, prior, float(lead.mean()), _error(lead), len(lead))


def window_scores(tried: Tried, score: Callable[[Origin, str], Floats]) -> dict[str, Floats]:
    """Mean score of each window but the first, of the models tried in all of them."""
    later = tried.origins[1:]
    labels = [label for label in later[-1].trials if all(label in one.trials for one in later)]
    return {label: np.array([float(score(one, label).mean()) for one in later]) for label in labels}


def _score(task: str) -> Callable[[Origin, str], Floats]:
    if task == CHANCE:
        return lambda one, label: chance_log_score(
            chance=one.trials[label].chance, came=one.came.bought
        )
    if task == COUNT:
        return lambda one, label: one.trials[label].count.log_score
    raise ValueError(f"{task} is no task: give {CHANCE} or {COUNT}.")


def _error(lead: Floats) -> float:
    return float(lead.std(ddof=1)) / math.sqrt(len(lead))


def _beyond_chance(lead: Floats) -> bool:
    """One-sided: is the mean lead above 0?"""
    error = _error(lead)
    if error == 0:
        return float(lead.mean()) > 0
    return float(lead.mean()) / error > float(stdtrit(len(lead) - 1, 1 - BY_CHANCE))
