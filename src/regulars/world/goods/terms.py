"""What stands on an order beside its products: discounts, vouchers, postage, fees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES
from regulars.world.chance import chance
from regulars.world.goods.lines import LINE_KINDS, Lines, joined, other_lines, sums
from regulars.world.goods.orders import CHANNELS, Orders
from regulars.world.season.campaigns import CAMPAIGNS, campaign_on
from regulars.world.season.span import Span


@dataclass(frozen=True)
class Concession:
    """A price let down outside of campaigns; `share` is of such orders, `percent` of products."""

    line_kind: str
    share: float
    percent: int


CONCESSIONS = (
    Concession("voucher", 0.020, 15),
    Concession("adjustment", 0.015, 5),
)
CONCESSION_SHARE = sum(concession.share for concession in CONCESSIONS)
LET_DOWN = sum(concession.share * concession.percent / 100 for concession in CONCESSIONS)
"""Of list price, on average, where no campaign is used."""
PRICE_CARE_OF_SOMEBODY_NOT_NAMED = 0.4
FEE_PERCENT = 2
"""Of the portal, or of the card on the web site; guests of the cabins pay it."""
POSTAGE_TAKA = (60, 90, 120)
NO_CAMPAIGN = -1


def campaigns_used(*, orders: Orders, price_care: Floats, span: Span, seed: int) -> Ints:
    """The campaign whose reduction each order took, a number in CAMPAIGNS, or -1.

    Shape: `price_care` (customers,), the chance to take what is on offer; (orders,).
    """
    rng = chance(seed=seed, part="campaigns")
    on_offer = np.array([campaign_on(source=name, span=span) for name in SOURCES])
    campaign = on_offer[orders.source, orders.day]
    # -1, somebody not named, picks the entry that is added at the end.
    care = np.append(price_care, PRICE_CARE_OF_SOMEBODY_NOT_NAMED)[orders.customer]
    return np.where(rng.random(len(campaign)) < care, campaign, NO_CAMPAIGN)


def with_terms(*, orders: Orders, lines: Lines, used: Ints, seed: int) -> Lines:
    """The lines, with concessions, postage and fees after each order's products."""
    rng = chance(seed=seed, part="terms")
    list_price = sums(lines=lines, orders=len(orders.day))
    return joined(
        lines,
        _campaign_lines(list_price=list_price, used=used),
        _concession_lines(list_price=list_price, used=used, rng=rng),
        _postage_lines(orders=orders, rng=rng),
        _fee_lines(orders=orders, list_price=list_price),
    )


def _campaign_lines(*, list_price: Ints, used: Ints) -> Lines:
    order = np.flatnonzero(used >= 0)
    percent = np.array([campaign.percent for campaign in CAMPAIGNS])[used[order]]
    return other_lines(
        order=order,
        kind=np.full(len(order), LINE_KINDS.index("discount")),
        amount_minor=-(list_price[order] * percent // 100),
    )


def _concession_lines(*, list_price: Ints, used: Ints, rng: np.random.Generator) -> Lines:
    upper = np.cumsum([concession.share for concession in CONCESSIONS])
    which = np.searchsorted(upper, rng.random(len(list_price)), side="right")
    order = np.flatnonzero((which < len(CONCESSIONS)) & (used < 0))
    which = which[order]
    kinds = np.array([LINE_KINDS.index(concession.line_kind) for concession in CONCESSIONS])
    percents = np.array([concession.percent for concession in CONCESSIONS])
    return other_lines(
        order=order,
        kind=kinds[which],
        amount_minor=-(list_price[order] * percents[which] // 100),
    )


def _postage_lines(*, orders: Orders, rng: np.random.Generator) -> Lines:
    sent = np.isin(orders.channel, [CHANNELS.index("phone"), CHANNELS.index("website")])
    order = np.flatnonzero(sent & (orders.source == SOURCES.index(SHOP)))
    return other_lines(
        order=order,
        kind=np.full(len(order), LINE_KINDS.index("shipping")),
        amount_minor=100 * rng.choice(POSTAGE_TAKA, size=len(order)),
    )


def _fee_lines(*, orders: Orders, list_price: Ints) -> Lines:
    online = np.isin(orders.channel, [CHANNELS.index("portal"), CHANNELS.index("website")])
    order = np.flatnonzero(online & (orders.source == SOURCES.index(CABINS)))
    return other_lines(
        order=order,
        kind=np.full(len(order), LINE_KINDS.index("fee")),
        amount_minor=list_price[order] * FEE_PERCENT // 100,
    )
