"""Spenders and senders as people read them: plain values, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Amount:
    """Units: minor units of the book's currency; the ends hold 8 of 10 cases.

    Null: None in all where there is not enough data yet.
    """

    minor: int | None
    low_minor: int | None
    high_minor: int | None


@dataclass(frozen=True)
class SendingGroup:
    """One of the four groups, and what its customers bring in all."""

    name: str
    label: str
    customers: int
    own_minor: int
    sent_minor: int


@dataclass(frozen=True)
class Sender:
    """Somebody who brings customers."""

    customer_id: str
    customer: str
    group: str
    group_label: str
    referrals_sent: int
    own: Amount
    sent: Amount


@dataclass(frozen=True)
class LikelySender:
    """Units: customers in the next 365 days. Null: `days_since` None for who sent nobody yet."""

    customer_id: str
    customer: str
    mean: float
    low: int
    high: int
    referrals_sent: int
    days_since: int | None


@dataclass(frozen=True)
class WordOfMouthMonth:
    """New customers of a month. `others` came otherwise, of the `unknown` nothing is known."""

    month: date
    new: int
    by_mouth: int
    others: int
    unknown: int


@dataclass(frozen=True)
class WordOfMouth:
    """The last months; with them what the answers of those asked at random tell of the unknown.

    Null: `share`, `low` and `high`, of all new customers, are None with too few answers.
    """

    months: tuple[WordOfMouthMonth, ...]
    new: int
    by_mouth: int
    unknown: int
    answered: int
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Move:
    """So many went from one group to another. Null: None for no group, as of who is new."""

    before: str | None
    after: str | None
    customers: int


@dataclass(frozen=True)
class Found:
    """What a tenth of the customers sent, beside any tenth: 1 is no better than chance."""

    lift: float
    low: float
    high: float
    share: float


@dataclass(frozen=True)
class Judged:
    """How last year's list of likely senders did in this book; `past` ranks by past referrals.

    Null: None where nobody was sent.
    """

    since: date
    came: int
    model: Found | None
    past: Found | None


@dataclass(frozen=True)
class Reviews:
    """What the displayed rating is assumed to be worth; nothing of it is in any other figure.

    Units: points of 5; minor units a year for one star.
    Null:  the amounts None without expected spend.
    """

    ratings: int
    mean: float
    low_minor: int | None
    high_minor: int | None
    low_share: float
    high_share: float


@dataclass(frozen=True)
class ToAsk:
    """A new customer who was drawn to be asked who told them."""

    customer_id: str
    customer: str
    since_on: date


@dataclass(frozen=True)
class Senders:
    """The page. Null: `refused` None where there is enough to say who may send; `reviews` and
    `judged` None where there is nothing to say."""

    as_of: date
    currency: str
    groups: tuple[SendingGroup, ...]
    middle_minor: float | None
    """What half of the customers are expected to spend more than."""
    senders: tuple[Sender, ...]
    likely: tuple[LikelySender, ...]
    refused: str | None
    judged: Judged | None
    word_of_mouth: WordOfMouth
    moved_from: date | None
    moves: tuple[Move, ...]
    not_counted: tuple[tuple[str, int], ...]
    to_ask: tuple[ToAsk, ...]
    reviews: Reviews | None
    references: tuple[Reference, ...]
    reference_once_in_days: int


@dataclass(frozen=True)
class Reference:
    """Somebody who agreed to speak for the business to others.

    Null: `asked_on` None where nobody asked them yet; `free_on` None where they may be asked now.
    """

    customer_id: str
    customer: str
    asked_on: date | None
    free_on: date | None
    open_problems: int


@dataclass(frozen=True)
class SentOne:
    """One whom a customer sent, and whom they sent in turn.

    Null: `share` None where the root shares in nothing of theirs; `not_counted` None where the
          pair counts, else why not.
    """

    customer_id: str
    customer: str
    on: date
    how: str
    sure_percent: int | None
    not_counted: str | None
    anyway: bool
    own: Amount
    share_minor: int | None
    sent: tuple[SentOne, ...] = ()
    more: int = 0
    """How many they sent who are not shown, because the value goes no further up."""


@dataclass(frozen=True)
class SenderTree:
    """Whom a customer sent, three levels deep, and what comes of it.

    Units: `worth_minor`: today's worth of what those they sent will bring, as the owner's margin,
           cost of winning a customer and discount rate have it.
    Null:  `worth_minor` None where the owner said no margin or no cost of winning.
    """

    customer_id: str
    customer: str
    as_of: date
    currency: str
    own: Amount
    total: Amount
    group_label: str
    sent: tuple[SentOne, ...]
    worth_minor: int | None
    came_through: int
    came_anyway: int
