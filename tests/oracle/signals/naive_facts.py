"""The facts of one customer as plain Python objects, and what several signals ask of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

Value = int | float | date | str | None


@dataclass(frozen=True)
class Order:
    on: date
    state: str
    amount: int | None
    currency: str
    discount: int | None = None
    code: str | None = None


@dataclass(frozen=True)
class Contact:
    on: date
    channel: str
    reaction: str | None
    began_by: str | None = None
    offer: str | None = None
    at: datetime | None = None
    key: str = ""


@dataclass(frozen=True)
class Care:
    on: date
    state: str
    received: str | None
    channel: str | None = None
    play: str = "rhythm_broke"


@dataclass(frozen=True)
class Record:
    kind: str
    treatment: str | None
    treatment_on: date | None
    through: str | None = None
    since_on: date | None = None


Word = tuple[date, str]
"""What the desk said of a fact, and on which day."""


@dataclass(frozen=True)
class Said:
    """How they like to be treated, told to the staff; null `until_on`: for as long as nothing else
    is said."""

    on: date
    treatment: str
    until_on: date | None


@dataclass(frozen=True)
class Reservation:
    on: date
    state: str
    arrives_on: date
    departs_on: date | None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Step:
    kind: str
    on: date
    at: datetime | None
    began_by: str | None
    channel: str | None
    step: int | None
    key: str


@dataclass(frozen=True)
class Problem:
    on: date
    state: str
    ended_on: date | None
    reopened_on: tuple[date, ...]
    at: datetime | None = None
    channel: str | None = None
    steps: tuple[Step, ...] = ()
    key: str = ""
    promised_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    on: date
    at: datetime | None
    kind: str
    score: int | None
    question: str = "how was it?"
    choice: str | None = None


@dataclass(frozen=True)
class Review:
    on: date
    at: datetime | None
    rating_milli: int | None
    best_rating: int | None
    replied_on: date | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Referral:
    """`came` is the key of who was sent."""

    on: date
    came: tuple[str, str]
    confidence: int | None


@dataclass(frozen=True)
class Consent:
    on: date
    at: datetime | None
    purpose: str
    state: str


Fact = (
    Order
    | Contact
    | Care
    | Record
    | Said
    | Reservation
    | Problem
    | Answer
    | Review
    | Referral
    | Consent
)


@dataclass
class History:
    """All that is on record of one customer, also of days to come; money is in `currency`."""

    as_of: date
    currency: str | None
    orders: list[Order] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    care: list[Care] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    reservations: list[Reservation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)

    @property
    def known_orders(self) -> list[Order]:
        return [o for o in self.orders if o.on <= self.as_of and o.state != "cancelled"]

    @property
    def purchases(self) -> list[Order]:
        found = []
        for order in self.known_orders:
            if order.state == "placed" and (order.amount is None or order.amount > 0):
                found.append(order)
        return found

    @property
    def gaps(self) -> list[int]:
        days = sorted({purchase.on for purchase in self.purchases})
        return [(later - earlier).days for earlier, later in pairwise(days)]

    def list_of(self, fact: Fact) -> list[Any]:
        """Where a fact of this kind is kept."""
        return {
            Order: self.orders,
            Contact: self.contacts,
            Care: self.care,
            Record: self.records,
            Said: self.said,
            Reservation: self.reservations,
            Problem: self.problems,
            Answer: self.answers,
            Review: self.reviews,
            Referral: self.referrals,
            Consent: self.consents,
        }[type(fact)]

    @property
    def contact_days(self) -> list[date]:
        days = [contact.on for contact in self.contacts]
        days += [care.on for care in self.care if care.state == "done"]
        return [day for day in days if day <= self.as_of]

    @property
    def statement(self) -> tuple[str | None, date | None]:
        """What they said last, while it holds; of one day distance, what has no day gives way."""
        said = [(one.treatment, one.treatment_on, True) for one in self.records if one.treatment]
        for one in self.said:
            said.append((one.treatment, one.on, one.until_on is None or one.until_on >= self.as_of))
        found = None
        for treatment, on, holds in said:
            if on is not None and on > self.as_of:
                continue
            rank = (on or date.min, ("ask", "contact", "distance").index(treatment), holds)
            if found is None or rank > found[0]:
                found = (rank, (treatment, on) if holds else (None, None))
        return found[1] if found else (None, None)

    def spend(self, orders: list[Order], first: int | None = None, last: int = 0) -> int:
        """Of orders `first` to `last` days ago, both counted; null amounts left out."""
        total = 0
        for order in orders:
            ago = (self.as_of - order.on).days
            in_time = ago >= last and (first is None or ago <= first)
            if in_time and order.currency == self.currency and order.amount is not None:
                total += order.amount
        return total

    def personal(self, *reactions: str) -> int:
        count = 0
        for contact in self.contacts:
            is_personal = contact.channel in ("call", "visit", "counter")
            if is_personal and contact.on <= self.as_of and contact.reaction in reactions:
                count += 1
        for care in self.care:
            is_personal = care.state == "done" and care.channel in ("call", "visit", "counter")
            if is_personal and care.on <= self.as_of and care.received in reactions:
                count += 1
        return count


def newest_word(words: tuple[Word, ...], *, as_of: date) -> str | None:
    """Of one day the first by name."""
    told = [word for word in words if word[0] <= as_of]
    if not told:
        return None
    last = max(on for on, _ in told)
    return min(became for on, became in told if on == last)
