"""Sums over many rows, some at a time on every processor; apart, as each likelihood needs it."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from regulars.estimates.arguments import Floats

ROWS_AT_ONCE = 32_768
"""Small enough for the processor's cache. The same on every machine, so that the sums are."""


def summed_in_parts(of_rows: Callable[[slice], Floats], *, rows: int) -> Floats:
    """
    The sum of `of_rows` over all rows, added up in the order of the parts.

    `of_rows` is asked from several threads at once.
    """
    parts = [slice(first, first + ROWS_AT_ONCE) for first in range(0, rows, ROWS_AT_ONCE)]
    if len(parts) <= 1:
        return of_rows(slice(0, rows))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return np.asarray(np.sum(list(pool.map(of_rows, parts)), axis=0))
