"""Models tried on the business's own past: rolling origins, and nothing seen before its time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from regulars.estimates.arguments import Floats
from regulars.estimates.candidates import NAMES, Candidate, fit_candidates
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.one_thread import one_thread
from regulars.estimates.order_days import Histories, OrderDays, Outcomes, outcomes
from regulars.estimates.recalibration import (
    AS_SAID,
    Recalibration,
    recalibration_of_chances,
    recalibration_of_distributions,
)
from regulars.estimates.scores import CountScores, count_scores
from regulars.estimates.windows import Windows

LENGTHS_DAYS = (364, 182, 91, 56, 28)
MOST_ORIGINS = 6
FEWEST_ORIGINS = 3
RECALIBRATED = " recalibrated"


class TooLittleHistory(NotFitted):
    """There is no past to try a model on; the message says how much there is."""


@dataclass(frozen=True, eq=False)
class Trial:
    """
    What one model said at one origin, and what came of it.

    chance: of any order day; count: scores of the whole distribution. Shape: (customers,).
    """

    chance: Floats
    count: CountScores
    in_place_of: str | None


@dataclass(frozen=True, eq=False)
class Origin:
    """All that was tried at the end of one day, what was known at it, and what came."""

    windows: Windows
    came: Outcomes
    trials: dict[str, Trial]
    candidates: dict[str, Candidate]

    @property
    def past(self) -> Histories:
        return self.windows.past


@dataclass(frozen=True, eq=False)
class Tried:
    """The origins in their order, oldest first, and the windows' length."""

    days: int
    origins: list[Origin]

    def recalibrations(self, name: str, *, before: int) -> "Recalibrations":
        """What the origins before the one with this number taught of a model's mistakes."""
        earlier = [one.trials[name] for one in self.origins[:before] if name in one.trials]
        came = [one.came.bought for one in self.origins[:before] if name in one.trials]
        if not earlier:
            return Recalibrations()
        return Recalibrations(
            recalibration_of_chances(
                chance=np.concatenate([trial.chance for trial in earlier]),
                came=np.concatenate(came) > 0,
            ),
            recalibration_of_distributions(
                below=np.concatenate([trial.count.below for trial in earlier]),
                up_to=np.concatenate([trial.count.up_to for trial in earlier]),
            ),
        )


@dataclass(frozen=True, eq=False)
class Recalibrations:
    """Of chances of any order day, and of the distribution of their number."""

    chance: Recalibration = AS_SAID
    count: Recalibration = AS_SAID


def backtest(
    orders: OrderDays,
    *,
    until: int,
    names: tuple[str, ...] = NAMES,
    days: int | None = None,
    fewest: int = FEWEST_ORIGINS,
) -> Tried:
    """
    Every model's forecasts at several days of the past, scored by what came after.

    Windows follow one another and end by `until`; each model is fitted anew at each origin on what
    was known at its end, and what the origins before it taught is held beside what it says itself.
    Without `days` the windows' length is the longest for which there are `MOST_ORIGINS` of them and
    twice their length before, else the shortest.

    Units:  days as `orders` counts them.
    Raises: TooLittleHistory when there are fewer than `fewest` windows with enough customers before
            them.
    Source: Tashman (2000) for rolling origins; Gneiting & Raftery (2007) for the scores.
            Check: tests/oracle/estimates/test_backtest.py, tests/realdata/test_realdata_backtest.py
    """
    orders = orders.until(until)
    if not len(orders.day):
        raise TooLittleHistory("There is no order to try a model on.")
    known = until - int(orders.day.min())
    length = window_length(known) if days is None else days
    tried = Tried(length, [])
    with one_thread():
        for ago in window_ends(known, days=length, before=length * (2 if days is None else 1)):
            try:
                tried.origins.append(_origin(tried, orders, on=until - ago, names=names))
            except NotFitted:
                # So early that there were too few customers.
                tried.origins.clear()
    if len(tried.origins) < fewest:
        raise TooLittleHistory(
            f"{len(tried.origins)} windows of {length} days with enough customers before them are "
            f"too few to try a model on: {fewest} are needed. Wait for more history, or import "
            "earlier orders."
        )
    return tried


def window_length(known: int) -> int:
    """Of history of so many days. Units: days."""
    fitting = [days for days in LENGTHS_DAYS if days * (MOST_ORIGINS + 2) <= known]
    return fitting[0] if fitting else LENGTHS_DAYS[-1]


def window_ends(known: int, *, days: int, before: int) -> list[int]:
    """How many days ago the windows began, the oldest first: `before` days of history before it."""
    return list(range(days, known - before + 1, days))[:MOST_ORIGINS][::-1]


def _origin(tried: Tried, orders: OrderDays, *, on: int, names: tuple[str, ...]) -> Origin:
    windows = Windows(orders.until(on), on, tried.days)
    candidates = fit_candidates(windows, names=names)
    past = windows.past
    came = outcomes(orders, past, until=on + tried.days)
    trials: dict[str, Trial] = {}
    for name, candidate in candidates.items():
        taught = tried.recalibrations(name, before=len(tried.origins))
        for label, trial in _trials(candidate, past, came, days=tried.days, taught=taught):
            trials[name + label] = trial
    return Origin(windows, came, trials, candidates)


def _trials(
    candidate: Candidate, past: Histories, came: Outcomes, *, days: int, taught: Recalibrations
) -> Iterator[tuple[str, Trial]]:
    blocks = list(candidate.blocks(past, days=days))
    in_place_of = getattr(candidate, "in_place_of", None)
    said = count_scores(blocks, came=came.bought)
    yield "", Trial(said.some, said, in_place_of)
    if taught.count is not AS_SAID:
        better = count_scores(blocks, came=came.bought, recalibration=taught.count)
        yield RECALIBRATED, Trial(taught.chance(said.some), better, in_place_of)
