"""How likely purchase histories are where who leaves does so at a purchase, and the slope of it."""

import math
from dataclasses import dataclass

import numpy as np
from scipy import special

from regulars.estimates.arguments import Floats
from regulars.estimates.maximum_likelihood import LogLikelihood
from regulars.estimates.rows_in_parts import summed_in_parts


def beta_geometric_log_likelihood(
    *, x: Floats, t_x: Floats, age: Floats, count: Floats, k: int = 1, first: int = 1
) -> LogLikelihood:
    """
    The log-likelihood and its gradient, as a function of (log r, log alpha, log a, log b).

    With q = (age - t_x) / (alpha+age), Q = sum over j < k of G(r+kx+j) / (G(r+kx) j!) · q^j, and
    z = log odds of having left = log(a / (b+x+first-1)) + (r+kx)·log((alpha+age) / (alpha+t_x))
    - log Q, L = G(r+kx)/G(r) · alpha^r / (alpha+age)^(r+kx) · Q · B(a, b+x+first)/B(a, b)
    · (1 + e^z), where G is the gamma and B the beta function: in logarithms throughout, so x may be
    in the thousands.

    k: every k-th event is a purchase; what depends on the single gaps alone is left out, so two k
    are not compared by it. first: 1 where who bought once may have left already, 0 where not.

    Shape:  (rows,) each, as `purchase_history` gives them.
    Source: Fader, Hardie & Lee (2005) for k = 1, first = 0; Batislam, Denizel & Filiztekin (2007)
            and Hoppe & Wagner (2007) for k = 1, first = 1; Reutterer, Platzer & Schröder (2021)
            for k > 1. Check: tests/oracle/estimates/test_beta_geometric_likelihood.py
    """
    # Gamma functions are the dear part, and hang on x alone: one look-up per distinct x.
    distinct, of_row = np.unique(x, return_inverse=True)
    customers_by_x = np.bincount(of_row, weights=count)
    may_leave = (distinct + first > 0).astype(np.float64)

    def total_and_slope(log_parameters: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = np.exp(log_parameters)
        by_x, by_x_slope = _terms_of_x(distinct, (r, a, b), k, first)
        with np.errstate(divide="ignore"):
            log_leaving = np.log(may_leave * a) - np.log(b + distinct + first - 1 + (1 - may_leave))
        leaving_b = may_leave / np.where(may_leave > 0, b + distinct + first - 1, 1.0)

        def of_rows(rows: slice) -> Floats:
            ages, counts, which = age[rows], count[rows], of_row[rows]
            shape = r + k * x[rows]
            until_now = alpha + ages
            log_now = np.log(until_now)
            log_ratio = log_now - np.log(alpha + t_x[rows])
            phases = phase_sum(shape, (ages - t_x[rows]) / until_now, k)
            log_odds = log_leaving[which] + shape * log_ratio - phases.log_sum
            left = special.expit(log_odds)
            gone = counts * left
            stays = counts - gone
            level = np.logaddexp(0, log_odds) + phases.log_sum
            level += r * math.log(alpha) - shape * log_now
            rate = stays * (shape + phases.mean) / until_now
            rate += gone * shape * np.exp(log_ratio) / until_now
            return np.array(
                [
                    (counts * level).sum(),
                    (counts * (math.log(alpha) - log_now) + gone * log_ratio).sum()
                    + (stays * phases.slope_of_shape).sum(),
                    (counts * r / alpha - rate).sum(),
                    gone.sum() / a,
                    -(gone * leaving_b[which]).sum(),
                ]
            )

        total, *slopes = summed_in_parts(of_rows, rows=len(x))
        slope = np.array(slopes) + (customers_by_x * by_x_slope).sum(axis=1)
        return float(total + (customers_by_x * by_x).sum()), slope * np.exp(log_parameters)

    return total_and_slope


@dataclass(frozen=True, eq=False)
class Phases:
    """Of the sum over j < k of G(shape+j) / (G(shape) j!) · q^j: its logarithm, the mean of j
    weighted by the terms, and the slope of the logarithm by the shape."""

    log_sum: Floats
    mean: Floats
    slope_of_shape: Floats


def phase_sum(shape: Floats, q: Floats, k: int) -> Phases:
    """The sum over the phases that an active customer may be in. Shape: (rows,) each; 0 <= q < 1.

    Source: Reutterer, Platzer & Schröder (2021), appendix.
    """
    if k == 1:
        zero = np.zeros_like(shape)
        return Phases(zero, zero, zero)
    terms = phase_terms(shape, q, k)
    total = terms.sum(axis=0)
    harmonic, slope, mean = (np.zeros_like(shape) for _ in range(3))
    for j in range(1, k):
        harmonic += 1 / (shape + (j - 1))
        slope += terms[j] * harmonic
        mean += terms[j] * j
    return Phases(np.log(total), mean / total, slope / total)


def phase_terms(shape: Floats, q: Floats, k: int) -> Floats:
    """The terms of `phase_sum`, (k, rows), each over the largest power that would overflow none."""
    terms = np.empty((k, *shape.shape))
    terms[0] = 1.0
    for j in range(1, k):
        terms[j] = terms[j - 1] * q * (shape + (j - 1)) / j
    return terms


def _terms_of_x(
    x: Floats, at: tuple[float, float, float], k: int, first: int
) -> tuple[Floats, Floats]:
    r, a, b = at
    log_gamma, digamma = special.gammaln, special.psi
    stayed = x + first
    level = log_gamma(r + k * x) - log_gamma(r) + log_gamma(b + stayed) - log_gamma(b)
    level += log_gamma(a + b) - log_gamma(a + b + stayed)
    slope_both = digamma(a + b) - digamma(a + b + stayed)
    slope_r = digamma(r + k * x) - digamma(r)
    slope_b = digamma(b + stayed) - digamma(b) + slope_both
    return level, np.array([slope_r, np.zeros_like(x), slope_both, slope_b])
