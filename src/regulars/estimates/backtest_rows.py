"""The figures of each model over the windows that were tried, as plain numbers."""

from dataclasses import dataclass

import numpy as np

from regulars.estimates.arguments import Floats
from regulars.estimates.backtest import Origin, Trial, Tried
from regulars.estimates.choice import CHANCE, COUNT
from regulars.estimates.scores import (
    CountScores,
    area_under_curve,
    chance_log_score,
    errors,
    expected_calibration_error,
    pit_distance,
    reliability,
    share_within,
    top_capture,
)

VALUE = "value"
PAST_RATE, PAST_SPEND = "past rate", "past spend"


@dataclass(frozen=True)
class Row:
    """
    One model at one task, over all customers of all windows but the first.

    Units:  log_score in nats per customer; crps, mae and rmse in order days or, of spend, in shares
            of the mean spend; the rest shares. pit_ks is of the randomised transform with a fixed
            seed, of spend at the quantiles that are forecast.
    Null:   what the task or the model does not have.
    """

    name: str
    task: str
    windows: int
    customers: int
    log_score: float | None = None
    crps: float | None = None
    auc: float | None = None
    ece: float | None = None
    pit_ks: float | None = None
    coverage80: float | None = None
    mae: float | None = None
    rmse: float | None = None
    bias: float | None = None
    capture10: float | None = None
    in_place_of: int = 0
    """In how many of the windows a simpler model stood in."""


def chance_row(name: str, *, windows: int, chance: Floats, came: Floats, stood_in: int = 0) -> Row:
    """Of chances of any order day. Check: tests/oracle/estimates/test_backtest.py"""
    return Row(
        name,
        CHANCE,
        windows,
        len(came),
        log_score=float(chance_log_score(chance=chance, came=came).mean()),
        auc=area_under_curve(chance=chance, came=came),
        ece=expected_calibration_error(reliability(chance=chance, came=came)),
        in_place_of=stood_in,
    )


def count_row(
    name: str, *, windows: int, scores: CountScores, came: Floats, seed: int, stood_in: int = 0
) -> Row:
    """Of numbers of order days. Check: tests/oracle/estimates/test_backtest.py"""
    mae, rmse = errors(mean=scores.mean, came=came)
    return Row(
        name,
        COUNT,
        windows,
        len(came),
        log_score=float(scores.log_score.mean()),
        crps=float(scores.crps.mean()),
        auc=area_under_curve(chance=scores.mean, came=came),
        pit_ks=pit_distance(below=scores.below, up_to=scores.up_to, seed=seed),
        coverage80=share_within(below=scores.below, up_to=scores.up_to),
        mae=mae,
        rmse=rmse,
        bias=float(scores.mean.sum() / came.sum() - 1) if came.any() else None,
        capture10=top_capture(ranked_by=scores.mean, value=came),
        in_place_of=stood_in,
    )


def tried_rows(tried: Tried, *, seed: int) -> list[Row]:
    """Two rows for each model, in the order in which they were tried."""
    later = tried.origins[1:]
    rows = []
    for label in later[-1].trials:
        those = [one for one in later if label in one.trials]
        trials = [one.trials[label] for one in those]
        came = np.concatenate([one.came.bought for one in those])
        stood_in = sum(trial.in_place_of is not None for trial in trials)
        chance = np.concatenate([trial.chance for trial in trials])
        rows.append(
            chance_row(label, windows=len(those), chance=chance, came=came, stood_in=stood_in)
        )
        rows.append(
            count_row(
                label,
                windows=len(those),
                scores=joined_scores(trials),
                came=came,
                seed=seed,
                stood_in=stood_in,
            )
        )
    return rows


def joined_scores(trials: list[Trial]) -> CountScores:
    """Of several windows, one below the other."""
    names = CountScores.__dataclass_fields__
    return CountScores(
        **{name: np.concatenate([getattr(one.count, name) for one in trials]) for name in names}
    )


def past_rate(one: Origin, *, days: int) -> Floats:
    """The naive forecast: each goes on as until now. Shape: (customers,), order days."""
    return one.past.x / np.maximum(one.past.age, 1.0) * days


def past_rate_rows(tried: Tried) -> list[Row]:
    """The naive baseline, beside which every figure stands."""
    later = tried.origins[1:]
    came = np.concatenate([one.came.bought for one in later])
    mean = np.concatenate([past_rate(one, days=tried.days) for one in later])
    mae, rmse = errors(mean=mean, came=came)
    count = Row(
        PAST_RATE,
        COUNT,
        len(later),
        len(came),
        auc=area_under_curve(chance=mean, came=came),
        mae=mae,
        rmse=rmse,
        bias=float(mean.sum() / came.sum() - 1) if came.any() else None,
        capture10=top_capture(ranked_by=mean, value=came),
    )
    chance = chance_row(PAST_RATE, windows=len(later), chance=-np.expm1(-mean), came=came)
    return [chance, count]
