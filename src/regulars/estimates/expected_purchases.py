"""How many purchases to expect; apart, as the mean alone is cheaper than the whole forecast."""

import math

import numpy as np
import numpy.typing as npt
from scipy import linalg

from regulars.estimates.arguments import Floats, purchase_history, time_ahead
from regulars.estimates.beta_geometric import BetaGeometric
from regulars.estimates.pareto_nbd import ParetoNbd
from regulars.estimates.probability_active import probability_active
from regulars.estimates.purchase_intervals import purchase_forecast
from regulars.estimates.purchases_ahead import PurchaseModel, alike_rows

FEWEST_NODES, MOST_NODES = 20, 640
# Small enough for the processor's cache.
ROWS_AT_ONCE = 16_384


def expected_purchases(
    model: PurchaseModel,
    *,
    x: npt.ArrayLike,
    t_x: npt.ArrayLike,
    age: npt.ArrayLike,
    horizon: float,
) -> Floats:
    """
    Purchases expected of each customer in (age, age + horizon].

    Of a Pareto/NBD by its closed form. That of the BG/NBD and MBG/NBD is singular at a = 1 and
    loses its digits in the hypergeometric function for large x. So its integral is taken instead:
    E[(1 - (1 + p·u)^-(r+x)) / p] over p ~ Beta(a, b+x+first), the chance to leave, with
    u = horizon / (alpha + age), by Gauss-Jacobi quadrature with as many nodes as u asks for: nine
    digits or more, but where someone bought hundreds of times in a small part of the horizon. Any
    other model's distribution is added up.

    Shape:  (rows,) float64 >= 0; row order as given.
    Units:  t_x, age and horizon in the fit's unit.
    Raises: ValueError when a row is no history or the horizon is negative.
    Source: Fader, Hardie & Lee (2005), eq. 10; Batislam, Denizel & Filiztekin (2007); Schmittlein,
            Morrison & Colombo (1987). Check: tests/papers/test_mbg_nbd.py, test_pareto_nbd.py
    """
    repeats, recency, watched = purchase_history(x=x, t_x=t_x, age=age)
    ahead = time_ahead(horizon)
    if isinstance(model, ParetoNbd):
        expected = _of_pareto_nbd(model, repeats, watched, ahead)
    elif isinstance(model, BetaGeometric) and model.k == 1:
        alike_x, alike_age, of_row = alike_rows(repeats, watched)
        expected = _of_beta_geometric(model, alike_x, ahead / (model.alpha + alike_age))[of_row]
    else:
        return purchase_forecast(model, x=repeats, t_x=recency, age=watched, horizon=ahead).mean
    return probability_active(model, x=repeats, t_x=recency, age=watched) * expected


def _of_pareto_nbd(model: ParetoNbd, repeats: Floats, watched: Floats, horizon: float) -> Floats:
    """Of who is active: the mean rate times the mean time until leaving or the horizon's end."""
    until_now, longer = model.beta + watched, np.log1p(horizon / (model.beta + watched))
    power = model.s - 1
    lasting = longer if power == 0 else -np.expm1(-power * longer) / power
    return np.asarray((model.r + repeats) / (model.alpha + watched) * until_now * lasting)


def _of_beta_geometric(model: BetaGeometric, repeats: Floats, ahead: Floats) -> Floats:
    expected = np.empty_like(repeats)
    of_like_length = np.argsort(ahead, kind="stable")
    for first in range(0, len(repeats), ROWS_AT_ONCE):
        rows = of_like_length[first : first + ROWS_AT_ONCE]
        expected[rows] = _expected_while_active(model, repeats[rows], ahead[rows])
    return expected


def _expected_while_active(model: BetaGeometric, repeats: Floats, ahead: Floats) -> Floats:
    wanted = FEWEST_NODES * (1 + math.sqrt(ahead.max()))
    nodes = min(math.ceil(wanted), MOST_NODES)
    distinct, of_row = np.unique(repeats, return_inverse=True)
    rules = [_gauss_jacobi(model.a, model.b + x + model.first, nodes) for x in distinct]
    chances = np.array([chance for chance, _ in rules])
    weights = np.array([weight for _, weight in rules]) / chances
    expected = np.zeros_like(repeats)
    for node in range(nodes):
        never = np.expm1(-(model.r + repeats) * np.log1p(chances[of_row, node] * ahead))
        expected -= weights[of_row, node] * never
    return expected


def _gauss_jacobi(a: float, b: float, nodes: int) -> tuple[Floats, Floats]:
    """Nodes and weights of a mean over Beta(a, b); SciPy's own rule overflows from b = 1,000."""
    first_mean = a / (a + b)
    first_spread = math.sqrt(a * b / (a + b + 1)) / (a + b)
    k = np.arange(1, nodes)
    size = 2 * k + a + b
    means = 0.5 + (a - b) * (a + b - 2) / (2 * size * (size - 2))
    k, size = k[1:], size[1:]
    spreads = np.sqrt(k * (k + a - 1) * (k + b - 1) * (k + a + b - 2) / ((size - 1) * (size - 3)))
    chances, vectors = linalg.eigh_tridiagonal(
        np.append(first_mean, means), np.append(first_spread, spreads / (size - 2))
    )
    return chances, vectors[0] ** 2
