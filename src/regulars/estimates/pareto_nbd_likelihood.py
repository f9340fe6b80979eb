"""How likely purchase histories are where who leaves may do so at any time, and the slope of it."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import special

from regulars.estimates.arguments import Floats
from regulars.estimates.maximum_likelihood import LogLikelihood
from regulars.estimates.rows_in_parts import summed_in_parts

NODES = 16
# What is left out beyond is e^-25 of what is taken.
DEEPEST = 25.0
NEWTON_STEPS = 4


def pareto_nbd_log_likelihood(
    *, x: Floats, t_x: Floats, age: Floats, count: Floats
) -> LogLikelihood:
    """
    The log-likelihood and its gradient, as a function of (log r, log alpha, log s, log beta).

    L = G(r+x)/G(r) · alpha^r / (alpha+age)^(r+x) · (beta / (beta+age))^s · (1 + e^z), where G is
    the gamma function and z the log odds of having left, see `left`.

    Shape:  (rows,) each, as `purchase_history` gives them.
    Source: Schmittlein, Morrison & Colombo (1987); Fader & Hardie (2005), "A note on deriving the
            Pareto/NBD model". Check: tests/oracle/estimates/test_pareto_nbd_likelihood.py
    """
    distinct, of_row = np.unique(x, return_inverse=True)
    customers_by_x = np.bincount(of_row, weights=count)

    def total_and_slope(log_parameters: Floats) -> tuple[float, Floats]:
        r, alpha, s, beta = np.exp(log_parameters)
        by_x = special.gammaln(r + distinct) - special.gammaln(r)
        by_x_slope = special.psi(r + distinct) - special.psi(r)

        def of_rows(rows: slice) -> Floats:
            repeats, ages, counts = x[rows], age[rows], count[rows]
            z = left((r, alpha, s, beta), repeats, t_x[rows], ages)
            gone = counts * special.expit(z.log_odds)
            log_now, log_now_beta = np.log(alpha + ages), np.log(beta + ages)
            level = np.logaddexp(0, z.log_odds) - (r + repeats) * log_now - s * log_now_beta
            level += r * math.log(alpha) + s * math.log(beta)
            return np.array(
                [
                    (counts * level).sum(),
                    (counts * (math.log(alpha) - log_now) + gone * z.slope[0]).sum(),
                    (counts * (r / alpha - (r + repeats) / (alpha + ages))).sum()
                    + (gone * z.slope[1]).sum(),
                    (counts * (math.log(beta) - log_now_beta) + gone * z.slope[2]).sum(),
                    (counts * (s / beta - s / (beta + ages)) + gone * z.slope[3]).sum(),
                ]
            )

        total, *slopes = summed_in_parts(of_rows, rows=len(x))
        slopes[0] += (customers_by_x * by_x_slope).sum()
        slope = np.array(slopes) * np.exp(log_parameters)
        return float(total + (customers_by_x * by_x).sum()), slope

    return total_and_slope


@dataclass(frozen=True, eq=False)
class Left:
    """The log-odds of having left, and their slope by (r, alpha, s, beta), not by logarithms."""

    log_odds: Floats
    slope: Floats


def left(at: tuple[float, float, float, float], x: Floats, t_x: Floats, age: Floats) -> Left:
    """
    e^log_odds = s · integral from t_x to age of e^-f / (beta+y) dy, times e^f at age, with
    f = (r+x)·log((alpha+y) / (alpha+t_x)) + s·log((beta+y) / (beta+t_x)).

    The paper's difference of two hypergeometric functions loses its digits for large x. So the
    integral is taken itself, over log(min(alpha, beta) + y) and only as far as f stays below
    `DEEPEST`: there it is smooth, and Gauss-Legendre quadrature gives seven digits or more. The
    slope comes from the same nodes.

    Shape:  (rows,); -inf where age = t_x.
    """
    r, alpha, s, beta = at
    shape, least = r + x, min(alpha, beta) + t_x
    from_alpha, from_beta = alpha + t_x, beta + t_x
    length = np.log1p((age - t_x) / least)
    for _ in range(NEWTON_STEPS):
        y = least * np.expm1(length)
        beyond = shape * np.log1p(y / from_alpha) + s * np.log1p(y / from_beta) - DEEPEST
        steep = (y + least) * (shape / (from_alpha + y) + s / (from_beta + y))
        length -= np.where(beyond > 0, beyond / steep, 0.0)
    total, mean_u, mean_v, mean_alpha, mean_beta = np.zeros((5, len(length)))
    for node, weight in zip(*_gauss_legendre(), strict=True):
        y = least * np.expm1(node * length)
        u, v = np.log1p(y / from_alpha), np.log1p(y / from_beta)
        until_beta = from_beta + y
        part = weight * np.exp(-shape * u - s * v) * (y + least) / until_beta
        total += part
        mean_u += part * u
        mean_v += part * v
        mean_alpha += part / (from_alpha + y)
        mean_beta += part / until_beta
    whole_u = np.log1p((age - t_x) / from_alpha)
    whole_v = np.log1p((age - t_x) / from_beta)
    with np.errstate(divide="ignore"):
        log_odds = math.log(s) + np.log(total * length) + shape * whole_u + s * whole_v
    slope = np.array(
        [
            whole_u - mean_u / total,
            shape * (1 / (alpha + age) - mean_alpha / total),
            1 / s + whole_v - mean_v / total,
            s / (beta + age) - (s + 1) * mean_beta / total,
        ]
    )
    return Left(log_odds, slope)


@cache
def _gauss_legendre() -> tuple[Floats, Floats]:
    """Nodes and weights on [0, 1]."""
    nodes, weights = special.roots_legendre(NODES)
    return (nodes + 1) / 2, weights / 2
