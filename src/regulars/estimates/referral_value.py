"""What a customer's referrals are worth today: those who came through them, and those who would
have come anyway."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def referral_value(
    *,
    net: npt.ArrayLike,
    net_years: npt.ArrayLike,
    saving: npt.ArrayLike,
    saving_years: npt.ArrayLike,
    rate: float,
) -> float:
    """Present value of the referrals of one customer.

    Who would not have come otherwise (type 1) brings margin less what the referral and marketing
    cost, and the saving of not having to win them; who would have come anyway (type 2) brings only
    that saving.

    Shape:  `net` and `net_years` one entry a payment of type 1, `saving` and `saving_years` of 2.
    Units:  money in any one unit; years from today; `rate` a year, 0.1 is 10%.
    Raises: ValueError for a rate of -1 or less, or years that do not go with the payments.
    Source: Kumar, Petersen & Leone (2010), Journal of Marketing 74(5), eq. 2.
            Check: tests/papers/test_referral_value.py
    """
    if not rate > -1:
        raise ValueError(f"A discount rate of {rate} a year is not above -1.")
    return _present(net, net_years, rate) + _present(saving, saving_years, rate)


def _present(payments: npt.ArrayLike, years: npt.ArrayLike, rate: float) -> float:
    amounts, when = (np.asarray(one, dtype=np.float64) for one in (payments, years))
    if amounts.shape != when.shape:
        raise ValueError(f"{amounts.size} payments with {when.size} years.")
    return float(np.sum(amounts / (1.0 + rate) ** when))
