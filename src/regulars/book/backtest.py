"""The backtest of a book: the same facts give the same choice, so it is worked out only once.

It looks at the order days of some customers up to the last Sunday: within a week only facts that
come late change it. What it found is kept in the book's folder under the hash of what it looked at.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from regulars.book.backtest_json import days_since_epoch, kept, read_back, report
from regulars.book.backtest_sample import Sample
from regulars.estimates.backtest import TooLittleHistory
from regulars.estimates.choice import CHANCE, COUNT, PRIOR
from regulars.estimates.study import Study, study

FOLDER = "backtests"
MOST_KEPT = 8
METHOD = 1
"""Counts up with every change to how models are tried or chosen."""
SEED = 7
MOST_FOR_TREES = 200_000
"""With more customers trees are left out: they would take longer to score them than all else."""
AHEAD_DAYS = 365
_SUNDAY = 3


@dataclass(frozen=True, eq=False)
class Backtest:
    """
    What the past says of the models, or why it says nothing.

    studied: Null where there is too little to try any; then `why` says what there is, and the
    stated prior is taken.
    """

    studied: Study | None
    why: str | None
    sample: Sample
    until: int

    @property
    def report(self) -> dict[str, Any]:
        """For the manifest and for `regulars backtest --json`."""
        told: dict[str, Any] = {
            "customers_in_all": self.sample.customers,
            "one_in": self.sample.every,
            "prior": PRIOR,
            "too_little": self.why,
        }
        if self.studied is not None:
            return {**report(self.studied), **told}
        nothing = dict.fromkeys((CHANCE, COUNT))
        return {"chosen": nothing, "models": [], "baselines": [], "origins": [], **told}


def backtest_of(sample: Sample, *, as_of: date, folder: Path) -> Backtest:
    """Look it up, else work it out and keep it in `folder`, the book's."""
    until = _last_sunday(days_since_epoch(as_of))
    large = sample.customers > MOST_FOR_TREES
    path = folder / FOLDER / f"{_key(sample, until=until, large=large)}.json"
    found = _read(path)
    if found is None:
        try:
            studied = study(sample.orders, until=until, horizon=AHEAD_DAYS, seed=SEED, large=large)
            found = {"study": kept(studied), "why": None}
        except TooLittleHistory as little:
            found = {"study": None, "why": str(little)}
        _write(path, found)
    studied_before = None if found["study"] is None else read_back(found["study"])
    return Backtest(studied_before, found["why"], sample, until)


def _last_sunday(day: int) -> int:
    return day - (day - _SUNDAY) % 7


def _key(sample: Sample, *, until: int, large: bool) -> str:
    """Of all that the result hangs on."""
    looked_at = sample.orders.until(until)
    made_with = [version(name) for name in ("numpy", "scipy", "scikit-learn")]
    said = [METHOD, until, large, AHEAD_DAYS, SEED, *made_with]
    digest = hashlib.sha256(json.dumps(said).encode())
    for column in (looked_at.customer, looked_at.day, looked_at.orders, looked_at.amount):
        digest.update(column.tobytes())
    return digest.hexdigest()[:32]


def _read(path: Path) -> dict[str, Any] | None:
    """Null: there is none, or it cannot be read and is worked out anew."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if {"study", "why"} <= found.keys() else None


def _write(path: Path, found: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump(found, file, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    made = sorted(path.parent.glob("*.json"), key=lambda one: one.stat().st_mtime)
    for old in made[:-MOST_KEPT]:
        old.unlink()
