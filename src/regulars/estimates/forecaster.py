"""The chosen models, fitted on what is known at the end of a day, and what they say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from regulars.estimates.arguments import Floats
from regulars.estimates.boosted_values import BoostedValues, fit_boosted_values
from regulars.estimates.candidates import (
    MBG_NBD,
    Candidate,
    OfPurchases,
    OfWindows,
    fit_candidates,
)
from regulars.estimates.chance_interval import chance_interval, chance_of_any, log_odds_error
from regulars.estimates.choice import CHANCE, COUNT, PRIOR, VALUE
from regulars.estimates.gamma_gamma import GammaGamma
from regulars.estimates.log_rfm import LogRfm
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.more_than import AnyBlock
from regulars.estimates.one_thread import one_thread
from regulars.estimates.order_days import DAYS_PER_WEEK, Histories, OrderDays
from regulars.estimates.probability_active import ProbabilityInterval
from regulars.estimates.purchase_intervals import PurchaseForecast, forecast_of_blocks
from regulars.estimates.recalibration import AS_SAID, Recalibration
from regulars.estimates.spend_forecast import SpendForecast, spend_forecast
from regulars.estimates.study import Study
from regulars.estimates.totals import PRIOR_SPREAD
from regulars.estimates.value_forecast import fit_values
from regulars.estimates.value_scores import BOOSTED_QUANTILES, GAMMA_GAMMA
from regulars.estimates.window_doubt import NONE, blocks_in_doubt, measured_doubt
from regulars.estimates.windows import Windows, longest_window

LEVEL = 0.8
Values = tuple[GammaGamma | BoostedValues | None, dict[str, str]]
"""A model of spend, else why there is none."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """
    Of each customer in the days ahead: the chance of any order day, how many, and the spend.

    Null: spend None where no model of it could be fitted.
    """

    chance: Floats
    chance_interval: ProbabilityInterval
    purchases: PurchaseForecast
    spend: SpendForecast | None


@dataclass(frozen=True, eq=False)
class Forecaster:
    """Fitted models for `days` ahead, with what the past taught of their mistakes."""

    days: int
    chance: Candidate
    count: Candidate
    values: GammaGamma | BoostedValues | None
    names: dict[str, str]
    """By task, what was taken in the end."""
    refused: dict[str, str]
    chance_map: Recalibration = AS_SAID
    count_map: Recalibration = AS_SAID
    between_windows: float = PRIOR_SPREAD
    doubt: float = NONE
    """Of the logarithm: how much more or less the days ahead may bring to all alike."""

    def forecast(self, past: Histories) -> Forecast:
        """Shape: (customers,) each, as the histories. Units: money as in the histories."""
        chance, interval = self.chances(past)
        purchases = self.purchases(past)
        return Forecast(chance, interval, purchases, self.spend(past, chance, purchases))

    def chances(self, past: Histories) -> tuple[Floats, ProbabilityInterval]:
        """Of any order day, and how sure they are. Shape: (customers,)."""
        if isinstance(self.chance, OfWindows):
            said = self.chance.hurdle(past, days=self.days).some
        else:
            said = chance_of_any(
                self.chance.model, **past.in_weeks, horizon=self.days / DAYS_PER_WEEK
            )
        chance = self.chance_map(said)
        interval = chance_interval(
            chance=chance,
            own_error=self._error(past),
            between_windows=self.between_windows,
            level=LEVEL,
        )
        return chance, interval

    def purchases(self, past: Histories) -> PurchaseForecast:
        """Shape: (customers,)."""
        return forecast_of_blocks(
            self.blocks(past), rows=len(past.x), level=LEVEL, recalibration=self.count_map
        )

    def blocks(self, past: Histories) -> Iterator[AnyBlock]:
        """Of the order days ahead, before what the past taught of their distribution."""
        return blocks_in_doubt(self.count, past, days=self.days, doubt=self.doubt)

    def _error(self, past: Histories) -> Floats:
        """Of the log-odds, by the parameters; trees have none."""
        if isinstance(self.chance, OfPurchases):
            return log_odds_error(
                self.chance.model, **past.in_weeks, horizon=self.days / DAYS_PER_WEEK
            )
        if isinstance(self.chance.fitted, LogRfm):
            return self.chance.fitted.log_odds_error(past)
        return np.zeros(len(past.x))

    def spend(
        self, past: Histories, chance: Floats, purchases: PurchaseForecast
    ) -> SpendForecast | None:
        """Null: no model of spend could be fitted. Shape: (customers,)."""
        if isinstance(self.values, GammaGamma):
            bought = np.where(past.spend > 0, past.bought, 0.0)
            return spend_forecast(
                self.values, purchases=purchases, x=bought, mean_value=past.mean_value
            )
        if self.values is None:
            return None
        found = self.values.forecast(past, some=chance)
        # What is learned of a shorter window grows as the purchases do.
        longer = np.ones_like(chance)
        if self.values.days != self.days:
            blocks = self.count.blocks(past, days=self.values.days)
            shorter = forecast_of_blocks(blocks, rows=len(chance), level=LEVEL).mean
            longer = np.where(shorter > 0, purchases.mean / np.maximum(shorter, 1e-12), 1.0)
        return SpendForecast(
            found.mean * longer, found.quantiles[0] * longer, found.quantiles[-1] * longer
        )


def fit_forecaster(orders: OrderDays, *, on: int, days: int, studied: Study | None) -> Forecaster:
    """
    The models that the study chose, else the stated prior, fitted on what is known by `on`.

    Raises: NotFitted when there are too few customers for any.
    Check:  tests/oracle/estimates/test_histories_of_other_kinds.py,
            tests/realdata/test_realdata_backtest.py
    """
    orders = orders.until(on)
    windows = Windows(orders, on, longest_window(orders, on=on, days=days))
    wanted = dict(PRIOR)
    if studied is not None:
        wanted |= {task: studied.chosen[task].name for task in (CHANCE, COUNT)}
    with one_thread():
        names = tuple(dict.fromkeys([MBG_NBD, wanted[COUNT], wanted[CHANCE]]))
        found = fit_candidates(windows, names=names)
        taken = {task: name if name in found else MBG_NBD for task, name in wanted.items()}
        values, refused = _values(windows, studied)
    names_taken = {task: found[name].name for task, name in taken.items()}
    if values is not None:
        names_taken[VALUE] = values.name
    maps = studied is not None and studied.horizon == days
    return Forecaster(
        days,
        found[taken[CHANCE]],
        found[taken[COUNT]],
        values,
        names_taken,
        refused,
        studied.chance_map if studied is not None and maps else AS_SAID,
        studied.count_map if studied is not None and maps else AS_SAID,
        PRIOR_SPREAD if studied is None else studied.between_windows,
        doubt_ahead(studied, days=days),
    )


def doubt_ahead(studied: Study | None, *, days: int) -> float:
    """
    How far the days ahead may be off for all alike, by the windows of the past.

    Nothing is added where the distribution was learned anew from windows as long as that: these
    were busy and quiet already.
    """
    if studied is None or (studied.horizon == days and studied.count_map is not AS_SAID):
        return NONE
    return measured_doubt(misses=studied.order_misses, longer=days / studied.days)


def _values(windows: Windows, studied: Study | None) -> Values:
    return first_fitted(partial(fit_values_of, windows), wanted=wanted_values(studied))


def wanted_values(studied: Study | None) -> tuple[str, ...]:
    """The way that the study chose, then the stated prior."""
    chosen = None if studied is None else studied.chosen.get(VALUE)
    return (GAMMA_GAMMA,) if chosen is None else tuple(dict.fromkeys([chosen.name, GAMMA_GAMMA]))


def first_fitted(
    fit: Callable[[str], GammaGamma | BoostedValues], *, wanted: tuple[str, ...]
) -> Values:
    """The first of these ways that can be fitted; none, and why the last could not."""
    refusals = {}
    for name in wanted:
        try:
            return fit(name), {}
        except NotFitted as refusal:
            refusals = {"spend": str(refusal)}
    return None, refusals


def fit_values_of(windows: Windows, name: str) -> GammaGamma | BoostedValues:
    """The way to forecast spend, by name. Raises: NotFitted."""
    if name == BOOSTED_QUANTILES:
        return fit_boosted_values(windows.with_year, seasonal=windows.has_year, days=windows.days)
    return fit_values(windows.past)
