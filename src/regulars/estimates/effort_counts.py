"""How many there were before: counts by key as they stood at each moment, for whole columns."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def counted_before(*, key: Ints, at: Ints, asked_key: Ints, asked_at: Ints) -> Ints:
    """
    Of the events with the asked key, how many happened before the asked moment.

    Shape:  key, at (events,); asked_key, asked_at (questions,), the result too.
    Units:  any whole unit of time; keys from 0. What happens at that very moment is not before it.
    """
    times = np.unique(np.concatenate([at, asked_at]))
    width = np.int64(len(times) + 1)
    place = key * width + np.searchsorted(times, at)
    place.sort()
    begins = asked_key * width
    found = np.searchsorted(place, begins + np.searchsorted(times, asked_at))
    return np.asarray(found - np.searchsorted(place, begins), dtype=np.int64)
