"""When customers are let alone, whatever is at stake: `[care]` of `book.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from regulars.errors import RegularsError

TABLE = "care"
QUIET_FROM, QUIET_UNTIL = time(21), time(8)
OPTIONAL_ONCE_IN_DAYS = 14
MOST_DAYS = 365


class DecencyWrong(RegularsError):
    """`[care]` cannot be used as it is."""

    exit_code = 3


@dataclass(frozen=True)
class Decency:
    """Units: times on the clock of the book's zone; days between two optional contacts.

    No call is offered from `quiet_from` until `quiet_until`; where they are the same, at any time.
    """

    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL
    optional_once_in_days: int = OPTIONAL_ONCE_IN_DAYS

    def is_quiet(self, at: datetime, *, zone: str) -> bool:
        """Whether nobody is to be called at this instant."""
        clock = at.astimezone(ZoneInfo(zone)).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until


def decency(table: Mapping[str, Any]) -> Decency:
    """Of the file's table. Raises: DecencyWrong."""
    return Decency(
        quiet_from=_time(table, "quiet_from", QUIET_FROM),
        quiet_until=_time(table, "quiet_until", QUIET_UNTIL),
        optional_once_in_days=_days(table.get("optional_once_in_days", OPTIONAL_ONCE_IN_DAYS)),
    )


def _time(table: Mapping[str, Any], name: str, usual: time) -> time:
    said = table.get(name, usual)
    try:
        at = said if isinstance(said, time) else time.fromisoformat(str(said))
    except ValueError:
        raise DecencyWrong(
            f'{name} = “{said}” in [{TABLE}] is no time of day. Write e.g. "21:00".'
        ) from None
    return at.replace(tzinfo=None)


def _days(said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 0 <= said <= MOST_DAYS:
        raise DecencyWrong(
            f"optional_once_in_days = {said} in [{TABLE}] is not a number of days. Write e.g. 14, "
            "or 0 for no limit."
        )
    return said
