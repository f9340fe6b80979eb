"""Which snapshots are old enough to go: the newest stay, and one of each month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

NEWEST_KEPT = 10
MONTHS_KEPT = 12


def snapshots_to_prune(made: Mapping[str, datetime], *, current: str) -> list[str]:
    """Names of those that go: not the 10 newest, nor the last of each of the 12 latest months.

    Shape: `made` has the instant at which each snapshot was made. The current one never goes.
    """
    newest_first = sorted(made, key=lambda name: (made[name], name), reverse=True)
    last_of_month: dict[tuple[int, int], str] = {}
    for name in newest_first:
        last_of_month.setdefault((made[name].year, made[name].month), name)
    kept = {current, *newest_first[:NEWEST_KEPT]}
    kept.update(list(last_of_month.values())[:MONTHS_KEPT])
    return [name for name in newest_first if name not in kept]
