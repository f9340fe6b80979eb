"""How many purchases who is still active makes: the tails that every forecast is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats
from regulars.estimates.negative_binomial import most_that_may_follow, negative_binomial_tails

# Small enough for the processor's cache.
ROWS_AT_ONCE = 4_096
EVENTS_BETWEEN_CHECKS = 8
RELATIVE_ERROR = 1e-12


class PurchaseModel(Protocol):
    """A fitted model of who stays and how often they buy. All rows are histories, checked."""

    @property
    def name(self) -> str:
        """As the paper calls it."""

    @property
    def parameters(self) -> dict[str, float]: ...

    @property
    def log_likelihood(self) -> float: ...

    @property
    def customers(self) -> int: ...

    @property
    def covariance_of_log_parameters(self) -> Floats: ...

    def log_odds_active(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """Shape: (rows,)."""

    def log_odds_slope(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """Of the log-odds by the log-parameters. Shape: (parameters, rows)."""

    def phase_weights(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """The chance of each phase between two purchases, given active. Shape: (phases, rows)."""

    def events_ahead(self, x: Floats, age: Floats, horizon: float) -> "EventsAhead":
        """What who is active goes through: it hangs on x and age alone."""


@dataclass(frozen=True, eq=False)
class EventsAhead:
    """
    Events are negative binomial with `shape` and `share`, each (cases, rows), the chance of
    each case `weight`, (cases, rows); a purchase is every k-th event and begins at the phase that
    the case stands for, where k > 1 (then there are k cases, and no weight is needed).

    `stayed` and `leave`: the chance to leave at a purchase is Beta(leave, stayed); None where
    leaving is in the cases.
    """

    shape: Floats
    share: Floats
    weight: Floats | None
    k: int = 1
    leave: float = 0.0
    stayed: Floats | None = None


@dataclass(frozen=True, eq=False)
class ActivePurchases:
    """
    P(more than n purchases | active, phase) of some rows that are alike in length.

    rows: which of all; chances: (n from 0, phases, alike); of_row: which of the alike each row is.
    """

    rows: npt.NDArray[np.intp]
    chances: Floats
    of_row: npt.NDArray[np.intp]

    @cached_property
    def mean(self) -> Floats:
        """Of who is active. Shape: (phases, alike)."""
        return np.asarray(self.chances.sum(axis=0))

    @cached_property
    def mean_of_square(self) -> Floats:
        odd = 2 * np.arange(len(self.chances)) + 1
        return np.asarray(np.einsum("n,npa->pa", odd, self.chances))


def active_purchases(
    model: PurchaseModel, *, x: Floats, age: Floats, horizon: float
) -> Iterator[ActivePurchases]:
    """
    Blocks of rows, those with few purchases ahead first; every row is in one.

    The time it takes grows with the purchases expected and with their spread.
    Shape: (rows,) each, as `purchase_history` gives them.
    """
    alike_x, alike_age, of = alike_rows(x, age)
    ahead = model.events_ahead(alike_x, alike_age, horizon)
    longest = ((ahead.shape * ahead.share + 30) / (1 - ahead.share)).max(axis=0)
    of_like_length = np.argsort(longest, kind="stable")
    place = np.empty_like(of_like_length)
    place[of_like_length] = np.arange(len(alike_x))
    by_place = np.argsort(place[of], kind="stable")
    begins = np.searchsorted(place[of[by_place]], np.arange(len(alike_x) + 1))
    at_once = max(1, ROWS_AT_ONCE // len(ahead.shape))
    for first in range(0, len(alike_x), at_once):
        those = of_like_length[first : first + at_once]
        rows = by_place[begins[first] : begins[first + len(those)]]
        yield ActivePurchases(rows, _added_up(_some(ahead, those)), place[of[rows]] - first)


Alike = tuple[Floats, Floats, npt.NDArray[np.intp]]


def alike_rows(x: Floats, age: Floats) -> Alike:
    """Each x and age once, and which of them every row has: what who is active buys hangs on them
    alone, and many rows share them."""
    each_x, of_x = np.unique(x, return_inverse=True)
    each_age, of_age = np.unique(age, return_inverse=True)
    alike, of_row = np.unique(of_x * len(each_age) + of_age, return_inverse=True)
    which_x, which_age = np.divmod(alike, max(len(each_age), 1))
    return each_x[which_x], each_age[which_age], of_row


def _some(ahead: EventsAhead, those: npt.NDArray[np.intp]) -> EventsAhead:
    return EventsAhead(
        ahead.shape[:, those],
        ahead.share[:, those],
        None if ahead.weight is None else ahead.weight[:, those],
        ahead.k,
        ahead.leave,
        None if ahead.stayed is None else ahead.stayed[those],
    )


def _added_up(ahead: EventsAhead) -> Floats:
    """Until what is left is far below the mean square. Shape: (n from 0, phases, rows)."""
    k, width = ahead.k, ahead.shape.shape[1]
    staying, square = np.ones(width), np.zeros(width)
    # Phase j reaches its n-th purchase at event k·n - j: the last phase comes first.
    every: list[Floats] = []
    reached = np.empty((k, width))
    for tail in negative_binomial_tails(ahead.shape, ahead.share):
        n, before = divmod(tail.m - 1, k)
        phase = k - 1 - before
        if k > 1:
            reached[phase] = tail.at_least[phase]
        elif ahead.weight is None:
            reached[0] = tail.at_least[0]
        else:
            reached[0] = (ahead.weight * tail.at_least).sum(axis=0)
        if phase > 0:
            continue
        if ahead.stayed is not None and n > 0:
            staying *= (ahead.stayed + (n - 1)) / (ahead.leave + ahead.stayed + (n - 1))
        every.append(reached * staying)
        square += (2 * n + 1) * every[-1].max(axis=0)
        if n % EVENTS_BETWEEN_CHECKS == 0 and tail.begun:
            rest = most_that_may_follow(tail, ahead.shape, ahead.share).max(axis=0) * staying
            if (rest <= RELATIVE_ERROR * square).all():
                break
    return np.array(every)
