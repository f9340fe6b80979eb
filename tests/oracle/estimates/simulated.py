"""Order histories of businesses that buy in other ways than CDNOW; drawn anew from a seed."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from regulars.estimates.order_days import OrderDays

Rng = np.random.Generator


def order_days(days: list[np.ndarray], amounts: list[np.ndarray]) -> OrderDays:
    """Of each customer the days and what each was worth; several orders of a day are one day's."""
    rows = []
    for customer, (own, worth) in enumerate(zip(days, amounts, strict=True)):
        known, place = np.unique(own.astype(np.int64), return_inverse=True)
        orders = np.bincount(place, minlength=len(known)).astype(np.float64)
        amount = np.bincount(place, weights=worth, minlength=len(known)).astype(np.float64)
        rows.append((np.full(len(known), customer), known, orders, amount))
    columns = [np.concatenate(column) for column in zip(*rows, strict=True)]
    return OrderDays(columns[0].astype(np.int64), columns[1].astype(np.int64), *columns[2:])


def grocery(seed: int, *, customers: int = 1200, until: int = 540) -> OrderDays:
    """Dense baskets: about once a week, more on Fridays, hardly anybody leaves."""
    rng = np.random.default_rng(seed)
    days, amounts = [], []
    weekday = np.array([0.8, 0.8, 0.9, 1.0, 1.6, 1.3, 0.6])
    for _ in range(customers):
        first = int(rng.integers(0, until - 30)) if rng.random() < 0.6 else 0
        ends = min(until, first + int(rng.exponential(1500)) + 1)
        every = np.arange(first, ends)
        rate = rng.gamma(1.5, 0.09)
        came = every[rng.random(len(every)) < np.minimum(rate * weekday[every % 7], 0.95)]
        came = np.union1d(came, [first])
        days.append(came)
        amounts.append(np.round(rng.gamma(3.0, rng.gamma(4.0, 300.0), len(came))))
    return order_days(days, amounts)


def regular(seed: int, *, customers: int = 900, until: int = 720, k: float = 36.0) -> OrderDays:
    """Each at a rhythm of their own, about monthly, to the day within a sixth; some leave."""
    rng = np.random.default_rng(seed)
    return _renewing(rng, customers, until, lambda mean, n: rng.gamma(k, mean / k, n), 30.0, 900.0)


def bulk(seed: int, *, customers: int = 1500, until: int = 900) -> OrderDays:
    """Trade buyers: rarely, now a little and now a lorry."""
    rng = np.random.default_rng(seed)
    found = _renewing(rng, customers, until, rng.exponential, 75.0, 700.0)
    worth = np.round(np.exp(rng.normal(10.0, 1.6, len(found.day))))
    return OrderDays(found.customer, found.day, found.orders, worth)


def seasonal(seed: int, *, customers: int = 2000, until: int = 1095) -> OrderDays:
    """Three years, half of all orders in the last ten weeks of each."""
    rng = np.random.default_rng(seed)
    season = np.where(np.arange(until) % 365 >= 295, 4.0, 1.0)
    days, amounts = [], []
    for _ in range(customers):
        first = int(rng.choice(until, p=season / season.sum()))
        ends = min(until, first + int(rng.exponential(700)) + 1)
        every = np.arange(first, ends)
        rate = rng.gamma(0.8, 0.012)
        came = every[rng.random(len(every)) < np.minimum(rate * season[every], 0.9)]
        came = np.union1d(came, [first])
        days.append(came)
        amounts.append(np.round(rng.gamma(2.0, rng.gamma(3.0, 900.0), len(came))))
    return order_days(days, amounts)


def leaving(seed: int, *, customers: int = 2000, until: int = 728) -> OrderDays:
    """As the Pareto/NBD has it: exponential life and purchases, each customer of their own."""
    rng = np.random.default_rng(seed)
    return _renewing(rng, customers, until, rng.exponential, 60.0, 300.0)


def _renewing(
    rng: Rng,
    customers: int,
    until: int,
    gaps: Callable[[float, int], np.ndarray],
    usual: float,
    life: float,
) -> OrderDays:
    days, amounts = [], []
    for _ in range(customers):
        mean = usual * float(np.exp(rng.normal(0.0, 0.5)))
        first = float(rng.integers(0, until))
        ends = min(float(until), first + float(rng.exponential(life)))
        after = first + np.cumsum(gaps(mean, int(until / mean * 4) + 8))
        came = np.concatenate([[first], after[after < ends]])
        days.append(came)
        amounts.append(np.round(rng.gamma(4.0, rng.gamma(5.0, 200.0), len(came))))
    return order_days(days, amounts)


def lorries(seed: int, *, customers: int = 3000, until: int = 900) -> OrderDays:
    """Trade buyers of two kinds, who buy alike often: parcels, and lorries worth 200 times as much;
    what one order is worth hardly varies."""
    rng = np.random.default_rng(seed)
    found = _renewing(rng, customers, until, rng.exponential, 75.0, 900.0)
    lorry = rng.random(customers) < 0.3
    usual = np.where(lorry, 400_000.0, 2_000.0)[found.customer]
    worth = np.round(usual * np.exp(rng.normal(0.0, 0.15, len(usual))))
    return OrderDays(found.customer, found.day, found.orders, worth)


def true_at_first(seed: int, *, customers: int = 4000, until: int = 728) -> OrderDays:
    """As the BG/NBD has it: nobody leaves but after a purchase that came back, many do then."""
    rng = np.random.default_rng(seed)
    days, amounts = [], []
    for _ in range(customers):
        rate, leaves = rng.gamma(0.8, 0.02), rng.beta(1.2, 1.5)
        day = float(rng.integers(0, until))
        came = [day]
        while True:
            day += float(rng.exponential(1 / rate)) + 1.0
            if day >= until:
                break
            came.append(day)
            if rng.random() < leaves:
                break
        days.append(np.array(came))
        amounts.append(np.round(rng.gamma(4.0, rng.gamma(5.0, 200.0), len(came))))
    return order_days(days, amounts)
