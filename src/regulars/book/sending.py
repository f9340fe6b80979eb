"""What the owner says of sending: whom to ask, how often, what is assumed: `[sending]` of
`book.toml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from regulars.errors import RegularsError

TABLE = "sending"
MOST_DAYS = 3650
MOST_COST = 1e12
MOST_RATE = 10.0
WORDS = (
    *("friend", "friends", "family", "friend or family", "word of mouth", "recommendation"),
    *("recommended", "referral", "referred", "customer", "বন্ধু", "পরিবার", "আত্মীয়", "মুখে মুখে"),
)
"""How sources write that somebody came by word of mouth, whatever the case of the letters."""


class SendingWrong(RegularsError):
    """A value of `[sending]`, `name`, cannot be used as it is."""

    exit_code = 3

    def __init__(self, name: str, said: object, why: str) -> None:
        super().__init__(f"{name} = {said} in [{TABLE}] {why}")
        self.name = name


@dataclass(frozen=True)
class SendingSettings:
    """Units: shares in [0, 1]; days; `referral_cost` in the book's currency, not its minor units.

    Null: `margin_share` None where the owner has not said it; nothing is then worked out with it.
    """

    ask_share: float = 0.25
    """Of new customers: asked who told them, drawn at random, so that the unknown can be told."""
    word_of_mouth: tuple[str, ...] = WORDS
    reference_once_in_days: int = 90
    """A customer is asked to speak for the business to others at most once in so many days."""
    star_share: tuple[float, float] = (0.05, 0.09)
    """Assumed: of a year's spend, what one star of the displayed rating is worth. Source: Luca
    (2011), independent restaurants; for chains he found nothing."""
    margin_share: float | None = None
    referral_cost: float = 0.0
    discount_rate: float = 0.1
    """A year."""


def sending(table: Mapping[str, Any]) -> SendingSettings:
    """Of the file's table; what is not known here is passed over. Raises: SendingWrong."""
    return SendingSettings(**checked({name: table[name] for name in CHECKS if name in table}))


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """These values as they are used; None is as if it were not said. Raises: SendingWrong."""
    return {name: CHECKS[name](name, value) for name, value in values.items() if value is not None}


def _words(name: str, said: Any) -> tuple[str, ...]:
    if not isinstance(said, list | tuple) or not all(isinstance(one, str) for one in said):
        raise SendingWrong(name, said, "is no list of words.")
    return tuple(one.strip().lower() for one in said)


def _days(name: str, said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 1 <= said <= MOST_DAYS:
        raise SendingWrong(name, said, "is not a number of days. Write e.g. 90.")
    return said


def _pair(name: str, said: Any) -> tuple[float, float]:
    if not isinstance(said, list | tuple) or len(said) != 2:
        raise SendingWrong(name, said, "is no pair such as [0.05, 0.09].")
    low, high = (_number(1.0)(name, one) for one in said)
    return min(low, high), max(low, high)


def _number(most: float) -> Callable[[str, Any], float]:
    def check(name: str, said: Any) -> float:
        # Not a number is not within either.
        if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said <= most:
            raise SendingWrong(name, said, f"is not a number from 0 to {most:g}.")
        return float(said)

    return check


CHECKS: dict[str, Callable[[str, Any], Any]] = {
    "ask_share": _number(1.0),
    "word_of_mouth": _words,
    "reference_once_in_days": _days,
    "star_share": _pair,
    "margin_share": _number(1.0),
    "referral_cost": _number(MOST_COST),
    "discount_rate": _number(MOST_RATE),
}
"""By the value's name, in the order of the docs; what is wrong raises SendingWrong."""
