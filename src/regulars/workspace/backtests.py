"""How good predictions were on this very business."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

from regulars.book.kept_backtest import KeptBacktest, kept_backtest
from regulars.workspace.opened import Opened, now

STEPS = ("mirror", "facts", "orders", "models", "held out")
"""What a backtest does, in this order."""
AGAIN_AFTER = timedelta(days=7)
"""What is chosen may change no more often: figures that jump every morning are not believed."""


class Backtests(Opened):
    """The models, tried on the book's own past."""

    def backtest(
        self,
        *,
        as_of: date | None = None,
        held_out_from: date | None = None,
        told: Callable[[str], None] = lambda step: None,
    ) -> KeptBacktest:
        """Try every model on what was known before, and keep what came of it for later refreshes.

        Null: held_out_from None: the second half of what is known, at most a year.
        """
        # Takes most of a second to import; nobody who only looks needs it.
        trying = import_module("regulars.book.try_models")
        found: KeptBacktest = trying.try_models(
            folder=self.folder,
            book=self._file,
            asked=trying.Asked(as_of, held_out_from),
            today=self._day_now(),
            told=told,
        )
        return found

    def backtest_as_asked(self, *, told: Callable[[str, int, int], None]) -> dict[str, Any]:
        """As the worker is asked for it. `told` hears each step, with its place among all."""
        done = self.backtest(told=lambda step: told(step, STEPS.index(step), len(STEPS)))
        return {"as_of": done.until.isoformat(), "chosen": done.summary["chosen"]}

    def last_backtest(self) -> KeptBacktest | None:
        """The newest; None where none was made."""
        return kept_backtest(self.folder, as_of=self._day_now())

    def backtest_is_due(self) -> bool:
        """Whether none was made within a week."""
        last = self.last_backtest()
        return last is None or self._day_now() - last.until >= AGAIN_AFTER

    def _day_now(self) -> date:
        return now().astimezone(ZoneInfo(self.zone)).date()
