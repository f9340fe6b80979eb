"""All purchases still to come of each customer, those further off counting less: the DERT."""

import numpy as np
import numpy.typing as npt
from scipy import special

from regulars.estimates.arguments import Floats, purchase_history
from regulars.estimates.pareto_nbd import ParetoNbd
from regulars.estimates.pareto_nbd_likelihood import left


def discounted_residual_transactions(
    model: ParetoNbd,
    *,
    x: npt.ArrayLike,
    t_x: npt.ArrayLike,
    age: npt.ArrayLike,
    discount: float,
) -> Floats:
    """
    Discounted expected residual transactions without an end, by a fitted Pareto/NBD.

    Given active, the rate of buying and the rate of leaving are independent gamma variables, so it
    is P(active) · (r+x)/(alpha+age) · the integral of e^(-discount·t) · ((beta+age) /
    (beta+age+t))^s over all t to come, which is (beta+age) · U(1, 2-s, discount·(beta+age)) with
    Tricomi's confluent hypergeometric function U, the Psi of the paper.

    Shape:  (rows,); x, t_x, age as `purchase_history` gives them.
    Units:  discount: continuously compounded, per time unit of the fit.
    Raises: ValueError for a discount that is not above 0.
    Source: Fader, Hardie & Lee (2005), "RFM and CLV", eq. 8. Check: tests/papers/test_dert.py
    """
    if not discount > 0:
        raise ValueError(f"discount={discount} is not above 0: without it the sum has no end.")
    repeats, recency, watched = purchase_history(x=x, t_x=t_x, age=age)
    gone = left((model.r, model.alpha, model.s, model.beta), repeats, recency, watched)
    active = special.expit(-gone.log_odds)
    rate = (model.r + repeats) / (model.alpha + watched)
    lasting = model.beta + watched
    discounted = lasting * special.hyperu(1.0, 2.0 - model.s, discount * lasting)
    return np.asarray(active * rate * discounted)
