"""A book's morning: what the background worker does, and when."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from regulars.book.refresh import STEPS
from regulars.book.snapshot import NoSnapshot, Snapshot, SnapshotUnreadable, current_snapshot
from regulars.workspace.answers import Answers
from regulars.workspace.backtests import Backtests
from regulars.workspace.digests import Digests

log = logging.getLogger(__name__)

BACKTEST, PLAN = "backtest", "plan"


class Morning(Digests, Answers, Backtests):
    """The day's results and plan, and when they are due."""

    def morning(
        self, *, told: Callable[[str, int, int], None] = lambda step, done, total: None
    ) -> dict[str, Any]:
        """Refresh the results and plan the day of everybody who has none yet.

        Once a week the models are tried anew after that, so nobody waits for it: the next refresh
        takes what was chosen. `told` hears each step when it begins, with its place among all.
        """
        steps = (*STEPS, PLAN, BACKTEST)
        done = self.refresh(told=lambda step: told(step, steps.index(step), len(steps)))
        told(PLAN, steps.index(PLAN), len(steps))
        self.plan_team()
        if self.backtest_is_due():
            told(BACKTEST, steps.index(BACKTEST), len(steps))
            try:
                self.backtest()
            except Exception:
                # The day's results are there; a better choice of models can wait a day.
                log.exception("Predictions could not be tried on the past")
        return {"snapshot": done.snapshot.name, "customers": done.customers}

    def morning_at(self) -> tuple[time | None, str]:
        """The time of day of the refresh in the book's zone, as its file says now."""
        return self._file.refresh_at, self._file.zone

    def results_now(self) -> Snapshot | None:
        """The current results; None where there are none that can be read."""
        try:
            return current_snapshot(self.folder)
        except (NoSnapshot, SnapshotUnreadable):
            return None

    def in_results(self, batch: int) -> bool:
        """Whether the current results know of an import."""
        now = self.results_now()
        return now is not None and str(batch) in now.manifest["published"]

    def made_at(self) -> datetime | None:
        """When the current results were made; None when there are none."""
        return self._snapshot().made_at if self.has_snapshot else None
