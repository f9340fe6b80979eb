"""The tools that write down what happened: the plan, the lines of the list, facts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from regulars import workspace
from regulars.api.shapes.base import MOST_NOTE
from regulars.api.shapes.today import Reason, Received
from regulars.intake.posted_limits import POSTABLE

MOST_ROWS = 100
CareId = Annotated[str, Field(max_length=100, description="As `who_needs_care_today` told it.")]
Note = Annotated[str | None, Field(max_length=MOST_NOTE)]


class WriteTools:
    """Each method is a tool; all that they do can be undone."""

    def __init__(self, *, username: str) -> None:
        self.username = username

    def plan_today(
        self, hours: Annotated[float | None, Field(ge=0, le=24)] = None
    ) -> dict[str, Any]:
        """Make the day's list for so many hours, or make it longer; what is on it stays."""
        day = workspace.current().today(hours=hours, staff=self.username)
        return {"as_of": day.as_of.isoformat(), "hours": day.hours, "lines": len(day.items)}

    def mark_done(
        self, care_id: CareId, received: Received | None = None, note: Note = None
    ) -> dict[str, Any]:
        """A line was done: how the customer received it, where somebody said so, and a note. Only
        when a person says that they did it."""
        workspace.current().done(care_id=care_id, received=received, note=note or None)
        return {"care_id": care_id, "state": "done"}

    def snooze(self, care_id: CareId, days: Annotated[int, Field(ge=1, le=365)]) -> dict[str, Any]:
        """Leave a line's customer alone for some days."""
        workspace.current().snooze(care_id=care_id, days=days)
        return {"care_id": care_id, "state": "snoozed"}

    def not_right(self, care_id: CareId, reason: Reason, note: Note = None) -> dict[str, Any]:
        """A line is wrong about its customer, and why; its play lets them alone for a while."""
        workspace.current().not_right(care_id=care_id, reason=reason, note=note or None)
        return {"care_id": care_id, "state": "not_right"}

    def put_back(self, care_id: CareId) -> dict[str, Any]:
        """Take back what was said of a line: it waits again."""
        workspace.current().put_back(care_id=care_id)
        return {"care_id": care_id, "state": "shown"}

    def add_facts(
        self,
        fact: Literal[POSTABLE],  # type: ignore[valid-type]
        rows: Annotated[
            list[dict[str, Any]],
            Field(
                min_length=1,
                max_length=MOST_ROWS,
                description="Objects with source, source_id and the fact's columns; amounts in "
                "minor units, days as 2026-11-22, instants with their offset.",
            ),
        ],
    ) -> dict[str, Any]:
        """Write down facts, e.g. a contact or a problem. Each row says what became of it: new,
        changed, unchanged, or rejected with the column and what to do. The batch can be undone."""
        done = workspace.current().post_facts(fact, rows, sender=f"{self.username}/mcp")
        return {
            "batch": done.batch,
            "counts": done.counts,
            "rows": [
                {name: value for name, value in vars(row).items() if value is not None}
                for row in done.rows
            ],
        }
