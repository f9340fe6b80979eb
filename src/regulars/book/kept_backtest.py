"""The backtests that a book keeps in its folder; light, as every refresh and page looks for one.

One is made on demand and by the worker; a refresh only reads. So the same facts and the same
backtest give the same results, and a refresh takes no longer for it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = "backtests"
MOST_KEPT = 8
METHOD = 1
"""Counts up with every change to how models are tried or chosen: older ones no longer count."""


@dataclass(frozen=True)
class KeptBacktest:
    """
    What the past up to and including the day `until` says of the models.

    report: as `regulars backtest --json` tells it; study: all that the chosen models need, exactly.
    Null:   study None where there was too little to try any: then the stated prior is taken, and
            the report says why.
    """

    until: date
    report: dict[str, Any]
    study: dict[str, Any] | None

    @property
    def summary(self) -> dict[str, Any]:
        """For the manifest of results that were made with it."""
        return {name: self.report[name] for name in ("as_of", "chosen", "prior", "too_little")}


def kept_backtest(folder: Path, *, as_of: date) -> KeptBacktest | None:
    """The newest that looked at nothing after a day. Null: none was made, or none can be read."""
    for path in sorted((folder / FOLDER).glob("*.json"), reverse=True):
        if path.stem <= as_of.isoformat() and (found := _read(path)) is not None:
            return found
    return None


def keep_backtest(folder: Path, one: KeptBacktest) -> None:
    """Whole or not at all; the oldest of many go."""
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    path = place / f"{one.until.isoformat()}.json"
    unfinished = path.with_suffix(".part")
    told = {"method": METHOD, "report": one.report, "study": one.study}
    with unfinished.open("w", encoding="utf-8") as file:
        json.dump(told, file, sort_keys=True, allow_nan=False)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    for old in sorted(place.glob("*.json"), key=lambda kept: kept.stat().st_mtime)[:-MOST_KEPT]:
        old.unlink()


def _read(path: Path) -> KeptBacktest | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["method"] != METHOD:
            return None
        return KeptBacktest(date.fromisoformat(path.stem), told["report"], told["study"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
