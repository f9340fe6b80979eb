"""The purchases of a history, one row an order to be."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.world.arrays import Ints


@dataclass(frozen=True)
class Purchases:
    """One row an order to be.

    Shape: each (orders,); `customer` is a row of the roster, -1 for somebody not named;
           `kind` a number in KINDS; `day` a day of the span; `number` counts the customer's
           orders from 0, -1 for somebody not named; `issue` a number in ISSUES, or -1.
    """

    customer: Ints
    kind: Ints
    day: Ints
    number: Ints
    issue: Ints
