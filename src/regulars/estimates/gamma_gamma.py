"""What a customer's purchase is worth: the Gamma-Gamma model; apart, as it knows no dates."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats, customers_per_row, purchase_values
from regulars.estimates.gamma_gamma_likelihood import gamma_gamma_log_likelihood
from regulars.estimates.maximum_likelihood import NotFitted, likelihood_peak

# Simulated, 100 customers leave E[Z] wrong by 6 to 13% and run off to a border in up to one fit of
# four; 400: 4 to 6%, one of 12. How many of them have two purchases or more hardly matters.
FEWEST_CUSTOMERS = 100


@dataclass(frozen=True, eq=False)
class GammaGamma:
    """
    A fitted Gamma-Gamma.

    A purchase's value is Gamma(p, rate nu) around the customer's own mean; nu is Gamma(q, rate v)
    among customers. v has the unit of the values.
    """

    p: float
    q: float
    v: float
    log_likelihood: float
    customers: int

    name = "Gamma-Gamma"


def fit_gamma_gamma(
    *, x: npt.ArrayLike, mean_value: npt.ArrayLike, count: npt.ArrayLike
) -> GammaGamma:
    """
    The maximum-likelihood Gamma-Gamma of customers, or of groups of customers.

    x: purchases averaged in mean_value; count: customers with this row. Rows with x = 0 tell
    nothing and are left out. Whether x counts all purchases or, as in the paper's CDNOW figures,
    repeat purchases only is the caller's choice: keep it the same here and in every forecast.

    Shape:  (rows,) each.
    Units:  any one currency, major or minor units.
    Raises: NotFitted when too few customers have a value, when there is no peak, or when q <= 1 so
            that the mean among customers does not exist; ValueError when a value is not positive.
    Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value".
            Check: tests/papers/test_gamma_gamma.py
    """
    purchases, means = purchase_values(x=x, mean_value=mean_value)
    weight = customers_per_row(purchases, count)
    told = purchases > 0
    purchases, means, weight = purchases[told], means[told], weight[told]
    customers = float(weight.sum())
    if customers < FEWEST_CUSTOMERS:
        raise NotFitted(
            f"{customers:.0f} customers with a value are too few: {FEWEST_CUSTOMERS} are needed. "
            "Wait for more history, or import earlier orders."
        )
    usual = float((weight * means).sum() / customers)
    peak = likelihood_peak(
        likelihood_of=lambda rows: gamma_gamma_log_likelihood(
            x=purchases[rows], mean_value=means[rows], count=weight[rows]
        ),
        rows=len(purchases),
        start=np.array([0.0, math.log(2.0), math.log(usual)]),
        names=("p", "q", "v"),
        customers=customers,
    )
    p, q, v = (math.exp(value) for value in peak.log_parameters)
    if q <= 1:
        raise NotFitted(
            f"Values differ so much among customers (q={q:.3g}) that they have no mean. Look for "
            "orders with a wrong amount, or fit ordinary and very large customers apart."
        )
    return GammaGamma(p, q, v, peak.log_likelihood, round(customers))


def expected_value(model: GammaGamma, *, x: npt.ArrayLike, mean_value: npt.ArrayLike) -> Floats:
    """
    Mean value to expect of each customer's purchases; the population's where x = 0.

    Shape:  (rows,) float64 > 0; row order as given.
    Units:  those of the fit.
    Null:   mean_value may be NaN where x = 0.
    Raises: ValueError when a value is not positive.
    Source: Fader & Hardie (2013). Check: tests/papers/test_gamma_gamma.py
    """
    purchases, means = purchase_values(x=x, mean_value=mean_value)
    return model.p * (model.v + purchases * means) / (model.p * purchases + model.q - 1)
