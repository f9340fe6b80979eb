"""A book's morning: what the background worker does, and when."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from regulars.workspace.answers import Answers
from regulars.workspace.digests import Digests


class Morning(Digests, Answers):
    """The part of a book that the worker sees."""

    def morning(self) -> dict[str, Any]:
        """Refresh the results and plan the day of everybody who has none yet."""
        done = self.refresh()
        self.plan_team()
        return {"snapshot": done.snapshot.name, "customers": done.customers}

    def morning_at(self) -> tuple[time | None, str]:
        """The time of day of the refresh in the book's zone, as its file says now."""
        return self._file.refresh_at, self._file.zone

    def made_at(self) -> datetime | None:
        """When the current results were made; None when there are none."""
        return self._snapshot().made_at if self.has_snapshot else None
