"""What the owner says of sending: whom to ask, how often, what is assumed: `[sending]` of
`book.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regulars.errors import RegularsError

TABLE = "sending"
MOST_DAYS = 3650
WORDS = (
    *("friend", "friends", "family", "friend or family", "word of mouth", "recommendation"),
    *("recommended", "referral", "referred", "customer", "বন্ধু", "পরিবার", "আত্মীয়", "মুখে মুখে"),
)
"""How sources write that somebody came by word of mouth, whatever the case of the letters."""


class SendingWrong(RegularsError):
    """`[sending]` cannot be used as it is."""

    exit_code = 3


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
    """Of the file's table. Raises: SendingWrong."""
    usual = SendingSettings()
    words = table.get("word_of_mouth", usual.word_of_mouth)
    if not isinstance(words, list | tuple) or not all(isinstance(one, str) for one in words):
        raise SendingWrong(f"word_of_mouth = {words} in [{TABLE}] is no list of words.")
    star = table.get("star_share", list(usual.star_share))
    if not isinstance(star, list) or len(star) != 2 or not all(map(_is_number, star)):
        raise SendingWrong(f"star_share = {star} in [{TABLE}] is no pair such as [0.05, 0.09].")
    days = table.get("reference_once_in_days", usual.reference_once_in_days)
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
        raise SendingWrong(
            f"reference_once_in_days = {days} in [{TABLE}] is not a number of days. Write e.g. 90."
        )
    return SendingSettings(
        ask_share=_number(table, "ask_share", usual.ask_share, most=1.0),
        word_of_mouth=tuple(one.strip().lower() for one in words),
        reference_once_in_days=days,
        star_share=(float(min(star)), float(max(star))),
        margin_share=_number_or_none(table, "margin_share", most=1.0),
        referral_cost=_number(table, "referral_cost", usual.referral_cost, most=1e12),
        discount_rate=_number(table, "discount_rate", usual.discount_rate, most=10.0),
    )


def _number_or_none(table: Mapping[str, Any], name: str, *, most: float) -> float | None:
    return None if table.get(name) is None else _number(table, name, 0.0, most=most)


def _number(table: Mapping[str, Any], name: str, usual: float, *, most: float) -> float:
    said = table.get(name, usual)
    if not _is_number(said) or not 0 <= said <= most:
        raise SendingWrong(f"{name} = {said} in [{TABLE}] is not a number from 0 to {most:g}.")
    return float(said)


def _is_number(said: Any) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool)
