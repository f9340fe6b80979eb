"""The signals that need more than one customer, in plain Python: the whole book, and one of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import floor
from statistics import median
from typing import Any

from naive_facts import History, Value
from naive_signals import (
    first_order_on,
    last_order_on,
    median_gap_days,
    order_days,
    orders,
    spend_minor,
)

LEVELS = 3


@dataclass
class Book:
    """What is on record of every customer, by name; `customers` are the names by key."""

    histories: dict[str, History]
    customers: dict[tuple[str, str], str]
    currency: str | None
    measured: dict[Callable[[History], Value], list[Any]] = field(default_factory=dict)

    @cached_property
    def buyers(self) -> list[History]:
        return [history for history in self.histories.values() if orders(history)]

    def above(self, name: str, measure: Callable[[History], Value]) -> int | None:
        """How many buyers have more of something; None for who never bought."""
        mine = self.histories[name]
        if not orders(mine):
            return None
        if measure not in self.measured:
            self.measured[measure] = [measure(one) for one in self.buyers]
        most = measure(mine)
        return sum(other > most for other in self.measured[measure])

    @cached_property
    def gap(self) -> float | None:
        gaps = [median_gap_days(history) for history in self.histories.values()]
        known = [gap for gap in gaps if isinstance(gap, float)]
        return median(known) if known else None

    @cached_property
    def senders(self) -> dict[str, list[str]]:
        """Who sent each customer, the first to have told first."""
        told: dict[tuple[str, str], date] = {}
        for name, history in self.histories.items():
            for referral in history.referrals:
                came = self.customers.get(referral.came)
                sure = referral.confidence is None or referral.confidence >= 500
                if came is None or came == name or referral.on > history.as_of or not sure:
                    continue
                if not self.joined_later(name, came):
                    told[came, name] = min(referral.on, told.get((came, name), date.max))
        found: dict[str, list[str]] = {}
        for (came, name), _ in sorted(told.items(), key=lambda pair: (pair[1], pair[0][1])):
            found.setdefault(came, []).append(name)
        return found

    def joined_later(self, name: str, other: str) -> bool:
        mine, theirs = (first_order_on(self.histories[one]) for one in (name, other))
        return isinstance(mine, date) and isinstance(theirs, date) and mine > theirs

    def sent(self, name: str) -> list[str]:
        return [came for came, senders in self.senders.items() if name in senders]

    def spend(self, name: str) -> int:
        spend = spend_minor(self.histories[name])
        assert isinstance(spend, int)
        return spend

    @cached_property
    def credit(self) -> dict[str, int]:
        """What each sender keeps of the spend of those they sent."""
        kept = dict.fromkeys(self.histories, 0)
        for name in self.senders:
            self.hand_up(self.spend(name), path=[name], kept=kept)
        return kept

    def hand_up(self, amount: int, *, path: list[str], kept: dict[str, int]) -> None:
        """Split among who sent the last of the path; half of each share goes on from there."""
        senders = [name for name in self.senders.get(path[-1], []) if name not in path]
        for place, sender in enumerate(senders):
            share = floor(Fraction(amount, len(senders)))
            share += place < amount - share * len(senders)
            above = [name for name in self.senders.get(sender, []) if name not in [*path, sender]]
            passed = floor(Fraction(share, 2)) if above and len(path) < LEVELS else 0
            kept[sender] += share - passed
            if len(path) < LEVELS and above:
                self.hand_up(passed, path=[*path, sender], kept=kept)


def referrals_sent(book: Book, name: str) -> Value:
    return len(book.sent(name))


def days_since_last_sent(book: Book, name: str) -> Value:
    days = []
    for came in book.sent(name):
        told = []
        for referral in book.histories[name].referrals:
            sure = referral.confidence is None or referral.confidence >= 500
            if book.customers.get(referral.came) == came and sure:
                told.append((book.histories[name].as_of - referral.on).days)
        days.append(max(day for day in told if day >= 0))
    return min(days, default=None)


def referrals_received(book: Book, name: str) -> Value:
    return len(book.senders.get(name, []))


def sent_customers_active(book: Book, name: str) -> Value:
    count = 0
    for came in book.sent(name):
        history = book.histories[came]
        bought = last_order_on(history)
        count += isinstance(bought, date) and bought >= history.as_of - timedelta(days=364)
    return count


def sent_spend_minor(book: Book, name: str) -> Value:
    return sum(book.spend(came) for came in book.sent(name))


def sent_spend_tree_minor(book: Book, name: str) -> Value:
    return book.credit[name]


def spend_top_share(book: Book, name: str) -> Value:
    above = book.above(name, spend_minor)
    return None if above is None else (1 + above) / len(book.buyers)


def recency_score(book: Book, name: str) -> Value:
    return fifth(book, name, last_order_on)


def frequency_score(book: Book, name: str) -> Value:
    return fifth(book, name, orders)


def monetary_score(book: Book, name: str) -> Value:
    return None if book.currency is None else fifth(book, name, spend_minor)


def fifth(book: Book, name: str, measure: Callable[[History], Value]) -> int | None:
    above = book.above(name, measure)
    return None if above is None else 5 - floor(Fraction(5 * above, len(book.buyers)))


def book_gap_days(book: Book, name: str) -> Value:
    return book.gap if order_days(book.histories[name]) else None


BOOK_SIGNALS: tuple[Callable[[Book, str], Value], ...] = (
    referrals_sent,
    referrals_received,
    days_since_last_sent,
    sent_customers_active,
    sent_spend_minor,
    sent_spend_tree_minor,
    spend_top_share,
    recency_score,
    frequency_score,
    monetary_score,
    book_gap_days,
)
