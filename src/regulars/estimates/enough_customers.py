"""Are there customers enough to fit a model of purchases? Apart, as each such fit asks it."""

from regulars.estimates.arguments import Floats
from regulars.estimates.maximum_likelihood import NotFitted

# Simulated with CDNOW's parameters, 40 repeat customers of 100 run off to a border one time in six,
# and where they don't, P(active) is wrong by .16 on average; 160 of 400: one in 20, and .10.
FEWEST_CUSTOMERS = 100
FEWEST_REPEAT_CUSTOMERS = 50


def refuse_too_few(repeats: Floats, watched: Floats, weight: Floats) -> None:
    """Shape: (rows,) each; `weight` customers in each. Raises: NotFitted."""
    customers, repeated = float(weight.sum()), float(weight[repeats > 0].sum())
    if customers < FEWEST_CUSTOMERS or repeated < FEWEST_REPEAT_CUSTOMERS:
        raise NotFitted(
            f"{customers:.0f} customers, {repeated:.0f} of whom bought again, are too few: "
            f"{FEWEST_CUSTOMERS} and {FEWEST_REPEAT_CUSTOMERS} are needed. "
            "Wait for more history, or import earlier orders."
        )
    if not (weight * watched).sum() > 0:
        raise NotFitted("No customer was watched for any time: give ages after the first purchase.")
