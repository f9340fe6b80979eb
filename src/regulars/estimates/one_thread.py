"""Linear algebra and trees on one thread; apart, as it is no matter of any one estimate."""

from contextlib import AbstractContextManager
from typing import Any

from threadpoolctl import threadpool_limits


def one_thread() -> AbstractContextManager[Any]:
    """
    While it lasts, libraries that are loaded by then use one thread.

    The same sums on any machine; and on a busy one, threads that wait for each other take forty
    times as long as one for the small matrices and trees of these estimates.
    """
    limits: AbstractContextManager[Any] = threadpool_limits(limits=1)
    return limits
