"""How likely purchase histories are under an MBG/NBD; apart, as the fit needs it and its slope."""

import math

import numpy as np
from scipy import special

from regulars.estimates.arguments import Floats
from regulars.estimates.maximum_likelihood import LogLikelihood


def mbg_nbd_log_likelihood(*, x: Floats, t_x: Floats, age: Floats, count: Floats) -> LogLikelihood:
    """
    The log-likelihood and its gradient, as a function of (log r, log alpha, log a, log b).

    With z = log odds of having left = log(a / (b+x)) + (r+x)·log((alpha+age) / (alpha+t_x)),
    L = G(r+x)/G(r) · alpha^r / (alpha+age)^(r+x) · B(a, b+x+1)/B(a, b) · (1 + e^z), where G is the
    gamma and B the beta function: in logarithms throughout, so x may be in the thousands.

    Shape:  (rows,) each, as `purchase_history` gives them.
    Source: Batislam, Denizel & Filiztekin (2007); Hoppe & Wagner (2007).
            Check: tests/oracle/estimates/test_mbg_nbd_likelihood.py
    """
    # Gamma functions are the dear part, and hang on x alone: one look-up per distinct x.
    distinct, of_row = np.unique(x, return_inverse=True)
    customers_by_x = np.bincount(of_row, weights=count)

    def total_and_slope(log_parameters: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = np.exp(log_parameters)
        shape = r + x
        until_now, until_last = alpha + age, alpha + t_x
        log_now = np.log(until_now)
        log_ratio = log_now - np.log(until_last)
        log_odds = (math.log(a) - np.log(b + distinct))[of_row] + shape * log_ratio
        left = special.expit(log_odds)
        gone = count * left
        by_row = np.maximum(log_odds, 0) + np.log1p(np.exp(-np.abs(log_odds)))
        by_row += r * math.log(alpha) - shape * log_now
        by_x, by_x_slope = _terms_of_x(distinct, r, a, b)
        total = (count * by_row).sum() + (customers_by_x * by_x).sum()
        rate = (count - gone) / until_now + gone / until_last
        by_row_slope = [
            (count * (math.log(alpha) - log_now) + gone * log_ratio).sum(),
            (count * r / alpha - shape * rate).sum(),
            gone.sum() / a,
            -(gone / (b + x)).sum(),
        ]
        slope = np.array(by_row_slope) + (customers_by_x * by_x_slope).sum(axis=1)
        return float(total), slope * np.exp(log_parameters)

    return total_and_slope


def _terms_of_x(x: Floats, r: float, a: float, b: float) -> tuple[Floats, Floats]:
    log_gamma, digamma = special.gammaln, special.psi
    level = log_gamma(r + x) - log_gamma(r) + log_gamma(b + x + 1) - log_gamma(b)
    level += log_gamma(a + b) - log_gamma(a + b + x + 1)
    slope_both = digamma(a + b) - digamma(a + b + x + 1)
    slope_r = digamma(r + x) - digamma(r)
    slope_b = digamma(b + x + 1) - digamma(b) + slope_both
    return level, np.array([slope_r, np.zeros_like(x), slope_both, slope_b])
