"""What people say of a line: done, snoozed, not right, put back; and whose it is."""

from __future__ import annotations

from datetime import datetime

from regulars.acts.outcome import (
    UnknownCare,
    care_done,
    care_handed_over,
    care_not_right,
    care_put_back,
    care_snoozed,
    care_taken_up,
)
from regulars.errors import RegularsError
from regulars.workspace.lists import Lists, candidate
from regulars.workspace.opened import now

BELOW_LOOKED_AT = 2_000


class NobodyOfThatName(RegularsError):
    """No such person has a list."""

    exit_code = 4


class Answers(Lists):
    """What becomes of the lines of a day."""

    def done(
        self,
        *,
        care_id: str,
        received: str | None,
        note: str | None,
        channel: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """A line was done; how, how it was received, and a note."""
        care_done(care_id=care_id, received=received, note=note, channel=channel, at=at or now())

    def snooze(self, *, care_id: str, days: int, at: datetime | None = None) -> None:
        """Leave a line's customer alone for some days."""
        care_snoozed(care_id=care_id, days=days, at=at or now())

    def not_right(
        self, *, care_id: str, reason: str, note: str | None, at: datetime | None = None
    ) -> None:
        """A line was wrong about its customer."""
        care_not_right(care_id=care_id, reason=reason, note=note, at=at or now())

    def put_back(self, *, care_id: str, at: datetime | None = None) -> None:
        """Undo what was said of a line."""
        care_put_back(care_id=care_id, at=at or now())

    def hand_over(self, *, care_id: str, to: str, at: datetime | None = None) -> None:
        """Put a waiting line on another person's list.

        Raises: UnknownCare, NotAnAnswer; NobodyOfThatName.
        """
        if to not in self.people():
            raise NobodyOfThatName(
                f"Nobody called {to} has a list in this book. Nothing was changed. Those who have: "
                f"{', '.join(self.people())}."
            )
        care_handed_over(
            care_id=care_id, to=to, usual_minutes=self._usual_minutes(to), at=at or now()
        )

    def take_up(
        self, *, customer_id: str, play: str, staff: str, at: datetime | None = None
    ) -> None:
        """Put a line that the hours do not reach on a person's list today all the same.

        Raises: UnknownCare when it is not below the line, or somebody took it up meanwhile.
        """
        pool = self._pool(self._let_alone(), staff=None, at_most=BELOW_LOOKED_AT)
        wanted = [
            one
            for one in map(candidate, pool.rows)
            if (one.customer_id, one.play) == (customer_id, play) and not one.held_out
        ]
        if not wanted:
            raise UnknownCare(
                "This line is not below the line any more; nothing was changed. Open Today again."
            )
        care_taken_up(
            wanted[0],
            on=self.as_of,
            staff=staff,
            usual_minutes=self._usual_minutes(staff),
            currency=self._read().snapshot.currency or "XXX",
            at=at or now(),
        )
