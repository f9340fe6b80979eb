"""The order days of some customers, on which models are tried: evenly spread, always the same."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.engines import Engine
from regulars.estimates.order_days import OrderDays

MOST_CUSTOMERS = 10_000
MOST_ORDERS = 1_500_000
"""The driver holds these, and every window reads them anew."""
_SPREAD = 16**4

# By the beginning of their id, a hash: a customer who is in stays in while there are not twice as
# many, whoever else comes or goes.
_SOME = "SELECT customer_id FROM customers_all WHERE SUBSTR(id, 1, 4) < '{below}'"

_ORDER_DAYS = """
SELECT o.customer_id, DATE_DIFF('DAY', CAST('1970-01-01' AS DATE), o.happened_on) AS day,
  COUNT(*) FILTER (WHERE o.is_purchase) AS orders,
  CAST(COALESCE(SUM(o.amount_minor), 0) AS BIGINT) AS amount_minor
FROM orders AS o JOIN backtest_customers AS s ON s.customer_id = o.customer_id
GROUP BY o.customer_id, o.happened_on
ORDER BY o.customer_id, day
"""


@dataclass(frozen=True, eq=False)
class Sample:
    """
    Order days of some of `customers`, one in `every`.

    Units: days since 1970-01-01; minor units of the book's currency.
    """

    orders: OrderDays
    customers: int
    every: int


def backtest_sample(engine: Engine) -> Sample:
    """From `orders` and `customers_all`: purchases, and returns at the day on which they came."""
    [(customers,)] = engine.rows("SELECT COUNT(*) FROM customers_all")
    [(orders,)] = engine.rows("SELECT COUNT(*) FROM fact_order")
    every = 1
    while customers > MOST_CUSTOMERS * every or orders > MOST_ORDERS * every:
        every *= 2
    if every == 1:
        engine.define_view("backtest_customers", "SELECT customer_id FROM customers_all")
    else:
        below = f"{_SPREAD // every:04x}"
        engine.define_table("backtest_customers", _SOME.format(below=below))
    rows = engine.arrow(_ORDER_DAYS)
    _, number = np.unique(rows["customer_id"].to_numpy(), return_inverse=True)
    orders = OrderDays(
        number.astype(np.int64),
        rows["day"].to_numpy().astype(np.int64),
        rows["orders"].to_numpy().astype(np.float64),
        rows["amount_minor"].to_numpy().astype(np.float64),
    )
    return Sample(orders, int(customers), every)
