"""The lines of orders as arrays, in the making; apart, since baskets, stays and terms add some."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Flags, Ints
from regulars.world.goods.products import PRODUCTS

LINE_KINDS = ("product", "shipping", "discount", "fee", "adjustment", "voucher")
SPEND_KINDS = ("product", "discount", "adjustment", "voucher")
"""What an order's amount is made of."""
NOT_A_PRODUCT = -1


@dataclass(frozen=True)
class Lines:
    """One row a line.

    Shape: each (lines,); `order` is a row of the orders, `product` one of PRODUCTS or -1,
           `kind` one of LINE_KINDS; `quantity_milli` is 0 where the line is not a product.
    """

    order: Ints
    product: Ints
    kind: Ints
    quantity_milli: Ints
    amount_minor: Ints

    @property
    def counts_as_spend(self) -> Flags:
        return np.isin(self.kind, [LINE_KINDS.index(kind) for kind in SPEND_KINDS])


def product_lines(*, order: Ints, product: Ints, quantity_milli: Ints) -> Lines:
    """Lines at list price; a product taken twice in an order becomes one line."""
    both = order * len(PRODUCTS) + product
    distinct, row = np.unique(both, return_inverse=True)
    quantity = np.bincount(row, weights=quantity_milli, minlength=len(distinct))
    quantity = quantity.astype(np.int64)
    # 100 poisha a taka over 1000 thousandths a piece; every step is a multiple of 10.
    taka = np.array([product.taka for product in PRODUCTS])[distinct % len(PRODUCTS)]
    return Lines(
        order=distinct // len(PRODUCTS),
        product=distinct % len(PRODUCTS),
        kind=np.full(len(distinct), LINE_KINDS.index("product")),
        quantity_milli=quantity,
        amount_minor=quantity * taka // 10,
    )


def other_lines(*, order: Ints, kind: Ints, amount_minor: Ints) -> Lines:
    """Lines that are not products."""
    return Lines(
        order=order,
        product=np.full(len(order), NOT_A_PRODUCT),
        kind=kind,
        quantity_milli=np.zeros(len(order), dtype=np.int64),
        amount_minor=amount_minor,
    )


def joined(*parts: Lines) -> Lines:
    """All lines, sorted by order; within an order as the parts were given."""
    order = np.concatenate([part.order for part in parts])
    at = np.argsort(order, kind="stable")
    return Lines(
        order=order[at],
        product=np.concatenate([part.product for part in parts])[at],
        kind=np.concatenate([part.kind for part in parts])[at],
        quantity_milli=np.concatenate([part.quantity_milli for part in parts])[at],
        amount_minor=np.concatenate([part.amount_minor for part in parts])[at],
    )


def sums(*, lines: Lines, orders: int) -> Ints:
    """What each order amounts to, without postage and fees.

    Shape: (orders,) int64, poisha.
    """
    total = np.zeros(orders, dtype=np.int64)
    counted = lines.counts_as_spend
    np.add.at(total, lines.order[counted], lines.amount_minor[counted])
    return total
