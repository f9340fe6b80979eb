"""The product lines of baskets and bales, and what one comes to on average."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.goods.lines import Lines, product_lines
from regulars.world.goods.products import CATEGORY_OF, PRODUCT_AT, PRODUCTS
from regulars.world.goods.shop_baskets import Basket
from regulars.world.life.issues import ISSUES
from regulars.world.season.span import HISTORY_DAYS


@dataclass(frozen=True)
class ToFill:
    """Orders of one kind of customer.

    Shape: each (orders,): the row of the order, its day, the size of its customer, the issue it
           was exposed to (a number in ISSUES, or -1); `takes` (orders, categories): what its
           customer buys here.
    """

    order: Ints
    day: Ints
    size: Floats
    issue: Ints
    takes: Flags


def fill_baskets(*, basket: Basket, orders: ToFill, rng: np.random.Generator) -> Lines:
    """The product lines of these orders.

    An order that was exposed to an issue holds its product; another one of those days does not.
    """
    draws = 1 + rng.poisson(basket.more_draws, len(orders.order))
    at = np.repeat(np.arange(len(draws)), draws)
    shares = _shares(basket=basket, takes=orders.takes)
    taken = _drawn(shares=shares, at=at, rng=rng)
    taken = _with_issues(basket=basket, orders=orders, at=at, taken=taken, rng=rng)
    product = _products(basket)[taken]
    step = np.array([one.step_milli for one in PRODUCTS])[product]
    more = basket.more_pieces * np.array([one.more_times for one in PRODUCTS])[product]
    more_steps = rng.poisson(more * orders.size[at] * 1000 / step)
    return product_lines(
        order=orders.order[at], product=product, quantity_milli=step * (1 + more_steps)
    )


def expected_basket_minor(*, basket: Basket, sizes: Floats, takes: Flags) -> Floats:
    """What a basket comes to at list price, on average; exact under `fill_baskets`.

    Shape: (customers,) float64, poisha.
    """
    taken = [PRODUCTS[number] for number in _products(basket).tolist()]
    shares = _shares(basket=basket, takes=takes)
    smallest = shares @ np.array([one.taka * one.step_milli / 1000 for one in taken])
    more = shares @ np.array([one.taka * one.more_times for one in taken])
    per_draw = smallest + more * basket.more_pieces * sizes
    return np.asarray(100 * (1 + basket.more_draws) * per_draw, dtype=np.float64)


def chance_to_hold(*, basket: Basket, product: str, takes: Flags) -> Floats:
    """The chance that a basket holds this product.

    Shape: (customers,) float64.
    """
    if product not in basket.weights:
        return np.zeros(len(takes))
    share = _shares(basket=basket, takes=takes)[:, list(basket.weights).index(product)]
    return np.asarray(1 - (1 - share) * np.exp(-basket.more_draws * share))


def _products(basket: Basket) -> Ints:
    return np.array([PRODUCT_AT[key] for key in basket.weights])


def _shares(*, basket: Basket, takes: Flags) -> Floats:
    """How often each of the basket's products is drawn by each customer; rows sum to 1."""
    category = np.array(CATEGORY_OF)[_products(basket)]
    weights = np.array(list(basket.weights.values())) * takes[:, category]
    return np.asarray(weights / weights.sum(axis=1, keepdims=True), dtype=np.float64)


def _drawn(*, shares: Floats, at: Ints, rng: np.random.Generator) -> Ints:
    upper = np.cumsum(shares, axis=1)
    beyond = rng.random(len(at))[:, None] >= upper[at]
    return np.asarray(np.minimum(beyond.sum(axis=1), shares.shape[1] - 1), dtype=np.int64)


def _with_issues(
    *, basket: Basket, orders: ToFill, at: Ints, taken: Ints, rng: np.random.Generator
) -> Ints:
    taken = taken.copy()
    first = np.append(True, at[1:] != at[:-1])[: len(at)]
    for number, issue in enumerate(ISSUES):
        if issue.product not in basket.weights:
            continue
        place = list(basket.weights).index(issue.product)
        exposed = orders.issue == number
        taken[first & exposed[at]] = place
        begins, ends = issue.days(last=HISTORY_DAYS - 1)
        within = (orders.day >= begins) & (orders.day <= ends) & ~exposed
        wrong = np.flatnonzero(within[at] & (taken == place))
        others = _shares(basket=basket, takes=orders.takes)
        others[:, place] = 0.0
        others /= np.maximum(others.sum(axis=1, keepdims=True), 1e-12)
        taken[wrong] = _drawn(shares=others, at=at[wrong], rng=rng)
    return taken
