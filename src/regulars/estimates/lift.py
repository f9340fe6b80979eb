"""How much better than chance a ranking finds those who act, with what chance leaves open."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats, aligned, customers_per_row, interval_ends

DRAWS = 400


@dataclass(frozen=True)
class Lift:
    """1 is no better than chance. `share` of all that came was found in the top."""

    lift: float
    low: float
    high: float
    share: float


def top_lift(
    *,
    score: npt.ArrayLike,
    came: npt.ArrayLike,
    count: npt.ArrayLike,
    top: float,
    level: float,
    seed: int,
) -> Lift | None:
    """
    What the `top` share by `score` brought, beside what any such share would bring.

    Customers with one score are alike: of those at the border a part counts.

    Shape:  rows are groups of `count` customers; `came` is how many each of them brought.
    Null:   None where nobody brought anything.
    Source: bootstrap over customers (Efron 1979), groups redrawn as Poisson counts.
            Check: tests/oracle/estimates/test_lift.py
    """
    scores, brought = aligned(score, came)
    customers = customers_per_row(scores, count)
    order = np.argsort(-scores, kind="stable")
    scores, brought, customers = scores[order], brought[order], customers[order]
    _, block = np.unique(-scores, return_inverse=True)
    if not customers @ brought > 0:
        return None
    whole = _share(customers, brought, block, top)
    rng = np.random.default_rng(seed)
    drawn = [
        _share(rng.poisson(customers).astype(np.float64), brought, block, top) for _ in range(DRAWS)
    ]
    low, high = np.quantile([one for one in drawn if np.isfinite(one)], interval_ends(level))
    return Lift(whole / top, float(low) / top, float(high) / top, whole)


def _share(customers: Floats, brought: Floats, block: npt.NDArray[np.int64], top: float) -> float:
    """Of all that came, what the top brought."""
    people = np.bincount(block, weights=customers)
    found = np.bincount(block, weights=customers * brought)
    if not (people.sum() > 0 and found.sum() > 0):
        return np.nan
    wanted = top * people.sum()
    upper = np.cumsum(people)
    part = np.clip((wanted - (upper - people)) / np.maximum(people, 1e-300), 0.0, 1.0)
    return float((part * found).sum() / found.sum())
