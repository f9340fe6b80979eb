"""Times a child process from outside: wall seconds and peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Timed:
    """Units: seconds of wall time; MiB of peak resident memory."""

    seconds: float
    peak_mib: float


def run(arguments: Sequence[str], variables: Mapping[str, str] = MappingProxyType({})) -> Timed:
    """Run this Python with `arguments` to its end, with `variables` in its environment."""
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, env=os.environ | dict(variables)
    )
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{arguments} ended with {child.returncode}")
    return Timed(seconds, usage.ru_maxrss / 1024)


def in_turn(
    measured: Callable[[], Timed], baseline: Callable[[], Timed], *, runs: int
) -> tuple[Timed, Timed]:
    """Both in turn, so that a machine whose speed drifts is fair; their medians."""
    pairs = [(baseline(), measured()) for _ in range(runs)]
    return _median([pair[1] for pair in pairs]), _median([pair[0] for pair in pairs])


def _median(times: Sequence[Timed]) -> Timed:
    return Timed(
        statistics.median(one.seconds for one in times),
        max(one.peak_mib for one in times),
    )
