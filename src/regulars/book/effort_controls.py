"""What is held equal while effort is weighed: the topic, and the customer's value before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.estimates.arguments import Floats

MOST_TOPICS = 30
FEWEST_OF_A_TOPIC = 10
"""Rarer topics are held to be one."""


@dataclass(frozen=True, eq=False)
class Controls:
    """`topics` with a column of their own; means and spreads of the columns of value."""

    topics: tuple[str, ...]
    means: Floats
    spreads: Floats

    def of(self, table: pa.Table) -> Floats:
        """A column of ones, one for each topic, then the value before, standardised.

        Shape: (problems, controls).
        Null:  value before that is not known is that of the mean.
        """
        topic = np.array(table["topic"].to_pylist(), dtype=object)
        of_topic = [(topic == one).astype(np.float64) for one in self.topics]
        value = np.nan_to_num((_value(table) - self.means) / self.spreads, nan=0.0)
        return np.column_stack([np.ones(table.num_rows), *of_topic, value])


def learn_controls(table: pa.Table) -> Controls:
    """From the problems that the weights are learned from; nothing is learned of `lost`."""
    counts = Counter(topic for topic in table["topic"].to_pylist() if topic is not None)
    often = [(-n, topic) for topic, n in counts.items() if n >= FEWEST_OF_A_TOPIC]
    value = _value(table)
    known = np.isfinite(value)
    count = np.maximum(known.sum(axis=0), 1)
    means = np.where(known, value, 0.0).sum(axis=0) / count
    spreads = np.sqrt(np.where(known, (value - means) ** 2, 0.0).sum(axis=0) / count)
    return Controls(
        tuple(topic for _, topic in sorted(often)[:MOST_TOPICS]),
        means,
        np.where(spreads > 0, spreads, 1.0),
    )


def _value(table: pa.Table) -> Floats:
    """How often they came before, what they spent, how long ago they came last; as logarithms."""
    visits, spent = (
        table[name].cast(pa.float64()).to_numpy(zero_copy_only=False)
        for name in ("visits_before", "spent_before_minor")
    )
    told, last = (
        table[name].cast(pa.int32()).cast(pa.float64()).to_numpy(zero_copy_only=False)
        for name in ("told_on", "last_visit_on")
    )
    return np.column_stack(
        [np.log1p(visits), np.log1p(np.maximum(spent, 0.0)), np.log1p(np.maximum(told - last, 0.0))]
    )
