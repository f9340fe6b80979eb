"""After which orders the customer is asked once how it was, and after how many days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from regulars.errors import RegularsError

SECTION = "check_in"
MOST_DAYS = 365
LONGEST = 200
MOST_RULES = 30


class CheckInWrong(RegularsError):
    """A check-in cannot be used."""

    exit_code = 3


@dataclass(frozen=True)
class CheckIn:
    """Orders with goods of `category`, as their source writes it; "" any order.

    Units: whole days after the order.
    """

    category: str
    after_days: int


def check_ins(said: Any) -> tuple[CheckIn, ...]:
    """Those of `[[check_in]]`. Raises: CheckInWrong."""
    if not isinstance(said, Sequence) or isinstance(said, str):
        raise CheckInWrong(
            f'{SECTION} is “{said}”. Write [[{SECTION}]] with category = "honey" and '
            "after_days = 7 below it."
        )
    found = tuple(check_in(one) for one in said)
    kinds = [one.category for one in found]
    if len(set(kinds)) != len(kinds):
        raise CheckInWrong("Two check-ins are of the same kind of order. Keep one of them.")
    if len(found) > MOST_RULES:
        raise CheckInWrong(f"There are {len(found)} check-ins; at most {MOST_RULES} are asked.")
    return found


def check_in(said: Any) -> CheckIn:
    """One of them. Raises: CheckInWrong."""
    values = dict(said) if isinstance(said, Mapping) else {"check-in": said}
    if unknown := set(values) - {"category", "after_days"}:
        raise CheckInWrong(f"A check-in has category and after_days, not {sorted(unknown)}.")
    category, days = values.get("category", ""), values.get("after_days")
    if not isinstance(category, str) or len(category) > LONGEST:
        raise CheckInWrong(f"category is “{category}”. Write the products' own, or nothing.")
    if isinstance(days, bool) or not isinstance(days, int) or not 0 < days <= MOST_DAYS:
        raise CheckInWrong(f"after_days is “{days}”. Write whole days, 1 to {MOST_DAYS}.")
    return CheckIn(category.strip(), days)
