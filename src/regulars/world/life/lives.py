"""How long somebody stays a customer: by a hazard that is level, or grows with the years."""

from __future__ import annotations

from dataclasses import dataclass
from math import gamma

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.season.span import NEVER


@dataclass(frozen=True)
class Lives:
    """The law of each customer's life with the business.

    Shape: `rate` and `began` (customers,): one over the mean life in years, the day of joining.
    Units: `shape` 1 is exponential, which forgets how long somebody has been there.
    """

    rate: Floats
    began: Ints
    shape: float

    def used_up(self, *, rows: Ints, days: Ints) -> Floats:
        """The cumulative hazard from joining to each of these days."""
        years = np.maximum(days - self.began[rows], 0) / 365
        scaled = years * self.rate[rows] * gamma(1 + 1 / self.shape)
        return np.asarray(scaled**self.shape)

    def leaving_days(self, *, rows: Ints, since: Ints, patience: Floats) -> Ints:
        """When who is there on day `since` leaves.

        Units: `patience` is the hazard still to be borne, exponential with mean 1 if nothing is
               known. At least one day after `since`.
        """
        borne = self.used_up(rows=rows, days=since) + patience
        rate = np.maximum(self.rate[rows], 1e-9) * gamma(1 + 1 / self.shape)
        years = borne ** (1 / self.shape) / rate
        days = np.minimum(self.began[rows] + years * 365, NEVER)
        return np.clip(days.astype(np.int64), since + 1, NEVER)

    def staying(self, *, rows: Ints, since: int, days: Ints, times: Floats) -> Floats:
        """Chance to be there still, so many days after `since`, where the hazard is `times` usual.

        Shape: `rows` and `times` (n,), `days` (m,); (n, m).
        """
        began = self.used_up(rows=rows, days=np.full(len(rows), since))[:, None]
        years = np.maximum(since + days[None, :] - self.began[rows][:, None], 0) / 365
        scaled = years * (self.rate[rows] * gamma(1 + 1 / self.shape))[:, None]
        return np.asarray(np.exp(-times[:, None] * (scaled**self.shape - began)))
