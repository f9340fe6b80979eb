"""What problems cost customers, and what it means that they do; read from the snapshot."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from regulars.book.effort_queue import Queued, read_queue
from regulars.book.effort_read import (
    ProblemEffort,
    Silent,
    read_findings,
    read_problem,
    read_silent,
)
from regulars.workspace.opened import Opened, now

if TYPE_CHECKING:
    from regulars.book.effort_outlook import Outcome


class Efforts(Opened):
    """The effort that problems took, the order in which to take them, and what follows from them.

    All but `effort_outcomes` reads the current snapshot. Raises: NoSnapshot, SnapshotUnreadable.
    """

    def problem_queue(self, *, at: datetime | None = None, at_most: int = 100) -> list[Queued]:
        """The open problems, most loyalty at stake first, each with its reasons.

        Null: `at` None is now; promises are broken or due as of it.
        """
        return read_queue(self._read(), at=at or now(), at_most=at_most)

    def problem_effort(self, *, source: str, problem_key: str) -> ProblemEffort:
        """What one problem took its customer, observed and said. Raises: UnknownProblem."""
        return read_problem(self._read(), source=source, problem_key=problem_key)

    def problem_findings(self) -> dict[str, Any] | None:
        """What follows from problems here, as docs/effort.md tells; None without problems."""
        return read_findings(self._read().snapshot)

    def exposed_but_silent(
        self, *, source: str, known_issue_key: str, at_most: int = 1000
    ) -> list[Silent]:
        """Who shares what exposes to a known issue and has not spoken of it."""
        return read_silent(
            self._read(), source=source, known_issue_key=known_issue_key, at_most=at_most
        )

    def effort_outcomes(self) -> tuple[Outcome, ...]:
        """How well reopening and a missed time are foretold after two steps, on this book's log.

        Learns and judges anew, which takes a while. Raises: BookBusy while a refresh runs.
        """
        # scikit-learn takes a second to load, and only this needs it.
        outcomes_now = import_module("regulars.book.effort_now").outcomes_now
        today = now().astimezone(ZoneInfo(self.zone)).date()
        found: tuple[Outcome, ...] = outcomes_now(folder=self.folder, book=self._file, today=today)
        return found
