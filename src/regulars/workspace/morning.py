"""A book's morning: what the background worker does, and when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from regulars.book.refresh import STEPS
from regulars.book.snapshot import NoSnapshot, Snapshot, SnapshotUnreadable, current_snapshot
from regulars.workspace.answers import Answers
from regulars.workspace.backtests import Backtests
from regulars.workspace.digests import Digests

BACKTEST, PLAN = "backtest", "plan"


class Morning(Digests, Answers, Backtests):
    """The day's results and plan, and when they are due."""

    def morning(
        self, *, told: Callable[[str, int, int], None] = lambda step, done, total: None
    ) -> dict[str, Any]:
        """Refresh the results and plan the day of everybody who has none yet.

        Before that, once a week, the models are tried anew on what is known by then. `told` hears
        each step when it begins, with its place among all.
        """
        steps = (BACKTEST, *STEPS, PLAN)
        if self.backtest_is_due():
            told(BACKTEST, 0, len(steps))
            self.backtest()
        done = self.refresh(told=lambda step: told(step, steps.index(step), len(steps)))
        told(PLAN, len(steps) - 1, len(steps))
        self.plan_team()
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
