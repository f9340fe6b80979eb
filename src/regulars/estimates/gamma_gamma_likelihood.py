"""How likely mean values are under a Gamma-Gamma; apart, as the fit needs it and its slope."""

import math

import numpy as np
from scipy import special

from regulars.estimates.arguments import Floats
from regulars.estimates.maximum_likelihood import LogLikelihood


def gamma_gamma_log_likelihood(*, x: Floats, mean_value: Floats, count: Floats) -> LogLikelihood:
    """
    The log-likelihood and its gradient, as a function of (log p, log q, log v).

    With m = mean_value, L = (v / (v+x·m))^q · (x·m / (v+x·m))^(p·x) / (m · B(p·x, q)).

    Shape:  (rows,) each, x > 0 and mean_value > 0.
    Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value".
            Check: tests/oracle/estimates/test_gamma_gamma_likelihood.py
    """
    # Gamma functions are the dear part, and hang on x alone: one look-up per distinct x.
    distinct, of_row = np.unique(x, return_inverse=True)
    customers_by_x = np.bincount(of_row, weights=count)
    spent = x * mean_value
    constant = float((count * np.log(mean_value)).sum())

    def total_and_slope(log_parameters: Floats) -> tuple[float, Floats]:
        p, q, v = np.exp(log_parameters)
        shape = p * distinct
        log_all = np.log(v + spent)
        log_own = np.log(spent) - log_all
        log_prior = math.log(v) - log_all
        by_x = special.gammaln(shape + q) - special.gammaln(shape) - special.gammaln(q)
        total = (customers_by_x * by_x).sum() - constant
        total += (count * (q * log_prior + p * x * log_own)).sum()
        digamma = special.psi(shape + q)
        slope_p = (customers_by_x * distinct * (digamma - special.psi(shape))).sum()
        slope_q = (customers_by_x * (digamma - special.psi(q))).sum()
        slope = [
            slope_p + (count * x * log_own).sum(),
            slope_q + (count * log_prior).sum(),
            (count * (q / v - (p * x + q) / (v + spent))).sum(),
        ]
        return float(total), np.array(slope) * np.exp(log_parameters)

    return total_and_slope
