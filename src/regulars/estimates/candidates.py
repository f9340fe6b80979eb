"""The models that may be chosen, each fitted on what was known at the end of one day."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from scipy import special

from regulars.estimates.arguments import Floats
from regulars.estimates.beta_geometric import fit_bg_nbd, fit_mbg_nbd
from regulars.estimates.boosting import Boosted, fit_boosted
from regulars.estimates.log_rfm import LogRfm, fit_log_rfm, of_windows
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.more_than import AnyBlock, Hurdle, blocks_of_hurdle, blocks_of_model
from regulars.estimates.nbd import fit_nbd
from regulars.estimates.order_days import DAYS_PER_WEEK, Histories
from regulars.estimates.pareto_nbd import fit_pareto_nbd
from regulars.estimates.purchase_intervals import forecast_of_blocks
from regulars.estimates.purchases_ahead import PurchaseModel
from regulars.estimates.windows import Windows

LEAST_CHANCE = 1e-6


@dataclass(frozen=True, eq=False)
class OfPurchases:
    """A model of purchases, which forecasts any horizon."""

    model: PurchaseModel
    in_place_of: str | None = None
    """The model that could not be fitted, if this one stands in for it."""

    @property
    def name(self) -> str:
        return self.model.name

    def blocks(self, past: Histories, *, days: float) -> Iterator[AnyBlock]:
        """Of the order days in the next `days`."""
        return blocks_of_model(self.model, **past.in_weeks, horizon=days / DAYS_PER_WEEK)


@dataclass(frozen=True, eq=False)
class OfWindows:
    """
    A regression on past windows of one length; where another horizon is asked for, a model of
    purchases tells what is different about it.
    """

    fitted: LogRfm | Boosted
    days: int
    model: PurchaseModel

    @property
    def name(self) -> str:
        return self.fitted.name

    def blocks(self, past: Histories, *, days: float) -> Iterator[AnyBlock]:
        """Of the order days in the next `days`."""
        return blocks_of_hurdle(self.hurdle(past, days=days))

    def hurdle(self, past: Histories, *, days: float) -> Hurdle:
        """Of the order days in the next `days`. Shape: (customers,)."""
        found = self.fitted.hurdle(past, days=self.days)
        return found if days == self.days else self._carried(found, past, days)

    def _carried(self, found: Hurdle, past: Histories, days: float) -> Hurdle:
        """The log-odds of a return move, and the mean grows, as the model of purchases says."""
        here, there = (
            forecast_of_blocks(
                blocks_of_model(self.model, **past.in_weeks, horizon=span / DAYS_PER_WEEK),
                rows=len(past.x),
                level=0.8,
            )
            for span in (self.days, days)
        )
        some = special.expit(
            _log_odds(found.some)
            + _log_odds(1 - there.probability_none)
            - _log_odds(1 - here.probability_none)
        )
        mean = found.some * (1 + found.more)
        mean = mean * np.where(here.mean > 0, there.mean / np.maximum(here.mean, LEAST_CHANCE), 1)
        more = np.maximum(mean / np.maximum(some, LEAST_CHANCE) - 1, LEAST_CHANCE)
        size = found.size * more / np.maximum(found.more, LEAST_CHANCE)
        return Hurdle(some, more, size, math.ceil(days))


Candidate = OfPurchases | OfWindows
MBG_NBD, BG_NBD, PARETO_NBD, REGULAR = "MBG/NBD", "BG/NBD", "Pareto/NBD", "MBG/CNBD-k"
LOG_RFM, BOOSTED, NBD = "log-RFM regression", "boosted trees", "NBD"
NAMES = (MBG_NBD, LOG_RFM, PARETO_NBD, REGULAR, BG_NBD, BOOSTED)
"""In the order in which one is taken where several cannot be told apart: fewest parameters and
cheapest first."""


def fit_candidates(windows: Windows, *, names: tuple[str, ...]) -> dict[str, Candidate]:
    """
    Each of the models named that can be fitted; the NBD always, as the border of all.

    Regressions and trees that cannot be fitted are left out.

    Raises: NotFitted when there are too few customers for any.
    """
    past = windows.past
    histories: dict[str, Any] = {**past.in_weeks, "count": np.ones(len(past.x))}
    found: dict[str, Candidate] = {NBD: fit_purchases(NBD, **histories)}
    mbg = fit_purchases(MBG_NBD, **histories)
    fits: dict[str, Callable[[], Candidate]] = {
        MBG_NBD: lambda: mbg,
        BG_NBD: lambda: fit_purchases(BG_NBD, **histories),
        PARETO_NBD: lambda: fit_purchases(PARETO_NBD, **histories),
        REGULAR: lambda: fit_purchases(REGULAR, **histories, k=windows.k),
        LOG_RFM: lambda: fit_windows(LOG_RFM, windows, mbg.model),
        BOOSTED: lambda: fit_windows(BOOSTED, windows, mbg.model),
    }
    for name in names:
        if name == REGULAR and windows.k == 1:
            continue
        try:
            found[name] = fits[name]()
        except NotFitted:
            if name in (LOG_RFM, BOOSTED):
                continue
            raise
    return found


def fit_windows(name: str, windows: Windows, model: PurchaseModel) -> OfWindows:
    """
    The regression or the trees, by name, learned from windows of the past.

    model: of purchases, for other horizons than the windows' length.
    Raises: NotFitted.
    """
    fitted: LogRfm | Boosted
    if name == LOG_RFM:
        fitted = fit_log_rfm(*of_windows(windows.before))
    else:
        fitted = fit_boosted(windows.with_year, seasonal=windows.has_year)
    return OfWindows(fitted, windows.days, model)


def fit_purchases(
    name: str, *, x: Floats, t_x: Floats, age: Floats, count: Floats, k: int = 1
) -> OfPurchases:
    """
    A model of purchases by its name, of customers grouped by history.

    One that runs off to its border gives way to the one that it runs into: the Pareto/NBD and the
    MBG/CNBD-k to the MBG/NBD, that and the BG/NBD to the NBD.

    Shape:  (groups,) each. Units: weeks.
    Raises: NotFitted when there are too few customers for any.
    """
    fits: dict[str, Callable[..., PurchaseModel]] = {
        REGULAR: partial(fit_mbg_nbd, k=k),
        PARETO_NBD: fit_pareto_nbd,
        BG_NBD: fit_bg_nbd,
        MBG_NBD: fit_mbg_nbd,
        NBD: fit_nbd,
    }
    chain = {REGULAR: MBG_NBD, PARETO_NBD: MBG_NBD, BG_NBD: NBD, MBG_NBD: NBD}
    wanted: str | None = name
    while wanted in chain:
        try:
            model = fits[wanted](x=x, t_x=t_x, age=age, count=count)
        except NotFitted:
            wanted = chain[wanted]
        else:
            return OfPurchases(model, in_place_of=None if wanted == name else name)
    model = fits[NBD](x=x, t_x=t_x, age=age, count=count)
    return OfPurchases(model, in_place_of=None if name == NBD else name)


def _log_odds(chance: Floats) -> Floats:
    return np.asarray(special.logit(np.clip(chance, LEAST_CHANCE, 1 - LEAST_CHANCE)))
