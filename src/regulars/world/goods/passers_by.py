"""Sales of the shop to people whose name nobody asked for."""

from __future__ import annotations

import numpy as np

from regulars.world.cast.kinds import KINDS, NUMBER_OF
from regulars.world.chance import chance
from regulars.world.life.purchases import Purchases
from regulars.world.season.seasons import demand
from regulars.world.season.span import HISTORY_DAYS, Span

SALES_A_CUSTOMER = 0.95
"""As many sales in three years, for each customer in the shop's books."""
NOT_NAMED = -1
NO_ISSUE = -1


def with_passers_by(*, purchases: Purchases, customers: int, span: Span, seed: int) -> Purchases:
    """The purchases, and after them those of people not named.

    `customers` is the number of those in the shop's books.
    """
    rng = chance(seed=seed, part="passers-by")
    kind = NUMBER_OF["visitor"]
    coming = demand(kind=KINDS[kind], span=span)[:HISTORY_DAYS]
    count = round(SALES_A_CUSTOMER * customers)
    day = np.sort(rng.choice(HISTORY_DAYS, size=count, p=coming / coming.sum()))
    return Purchases(
        customer=np.concatenate([purchases.customer, np.full(count, NOT_NAMED)]),
        kind=np.concatenate([purchases.kind, np.full(count, kind)]),
        day=np.concatenate([purchases.day, day]),
        number=np.concatenate([purchases.number, np.full(count, NOT_NAMED)]),
        issue=np.concatenate([purchases.issue, np.full(count, NO_ISSUE)]),
    )
