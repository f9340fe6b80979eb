"""How often customers are asked what they think: `[asking]` of `book.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regulars.errors import RegularsError

TABLE = "asking"
MOST_DAYS = 3650


class AskingWrong(RegularsError):
    """`[asking]` cannot be used as it is."""

    exit_code = 3


@dataclass(frozen=True)
class Asking:
    """Units: days between two questions of how easy it was, to one customer."""

    ease_once_in_days: int = 30


def asking(table: Mapping[str, Any]) -> Asking:
    """Of the file's table. Raises: AskingWrong."""
    days = table.get("ease_once_in_days", Asking().ease_once_in_days)
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
        raise AskingWrong(
            f"ease_once_in_days = {days} in [{TABLE}] is not a number of days. Write e.g. 30."
        )
    return Asking(days)
