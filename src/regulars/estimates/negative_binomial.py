"""Tails of negative binomial distributions, added up from the first event; heavy ones too."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import special

from regulars.estimates.arguments import Floats

# Where exp() would underflow, and where a left tail can be dropped.
LEAST_LOG_START = -600.0
DROPPED_LOG_TAIL = -100.0


@dataclass(frozen=True, eq=False)
class Tail:
    """P(N >= m) and P(N = m) of each; `begun` once no distribution still waits for its start."""

    m: int
    at_least: Floats
    exactly: Floats
    begun: bool


def negative_binomial_tails(shape: Floats, share: Floats) -> Iterator[Tail]:
    """
    For m = 1, 2, … without end: the chance of at least m events, of exactly m.

    N is Poisson with a rate that is Gamma(shape, ·), and `share` = time / (rate parameter + time).
    The arrays are used again for the next m: copy what is to stay.

    Shape:  any one shape for both; 0 <= share < 1.
    Check:  tests/oracle/estimates/test_purchase_intervals.py
    """
    start, at_start = _first_worth_adding(shape, share)
    pmf = np.where(start == 0, at_start, 0.0)
    tail = np.where(start == 0, -np.expm1(shape * np.log1p(-share)), 1.0)
    later = start.max(initial=0.0)
    m = 1
    while True:
        pmf *= (shape + (m - 1)) * share / m
        if m <= later:
            np.copyto(pmf, at_start, where=start == m)
        yield Tail(m, tail, pmf, begun=m >= later)
        tail -= pmf
        m += 1


def most_that_may_follow(tail: Tail, shape: Floats, share: Floats) -> Floats:
    """No less than the sum over n >= m of (2n + 1) · P(N > n): from m on, terms fall at least by
    this ratio. Infinite where they may still rise."""
    ratio = np.maximum(share, (shape + tail.m) * share / (tail.m + 1))
    falls = (ratio < 1) & tail.begun
    room = np.where(falls, 1 - ratio, 1.0)
    return np.where(falls, tail.exactly * (2 * tail.m + 3) * ratio / room**3, np.inf)


def _first_worth_adding(shape: Floats, share: Floats) -> tuple[Floats, Floats]:
    """
    The m from which each distribution is added up, and its probability there.

    0, but where that probability would underflow: there, below the mode, what comes before is
    less than exp(DROPPED_LOG_TAIL) for each m.
    """
    first = np.zeros_like(shape)
    heavy = shape * np.log1p(-share) < LEAST_LOG_START
    of_heavy, share_of_heavy = shape[heavy], share[heavy]
    dropped, mode = first[heavy], np.floor((of_heavy - 1) * share_of_heavy / (1 - share_of_heavy))
    while (mode - dropped > 1).any():
        middle = np.floor((dropped + mode) / 2)
        little = _log_probability(middle, of_heavy, share_of_heavy) < DROPPED_LOG_TAIL
        dropped, mode = np.where(little, middle, dropped), np.where(little, mode, middle)
    first[heavy] = dropped
    return first, np.exp(_log_probability(first, shape, share))


def _log_probability(n: Floats, shape: Floats, share: Floats) -> Floats:
    ways = special.gammaln(shape + n) - special.gammaln(shape) - special.gammaln(n + 1)
    log_probability: Floats = ways + shape * np.log1p(-share) + special.xlogy(n, share)
    return log_probability
