"""Each signal a second time, in plain Python: one customer, one loop, as the glossary says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

Value = int | float | date | str | None


@dataclass(frozen=True)
class Order:
    on: date
    state: str
    amount: int | None
    currency: str


@dataclass(frozen=True)
class Contact:
    on: date
    channel: str
    reaction: str | None


@dataclass(frozen=True)
class Care:
    on: date
    state: str
    received: str | None


@dataclass(frozen=True)
class Record:
    kind: str
    treatment: str | None
    treatment_on: date | None


@dataclass
class History:
    """All that is on record of one customer, also of days to come; money is in `currency`."""

    as_of: date
    currency: str | None
    orders: list[Order] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    care: list[Care] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)

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

    @property
    def contact_days(self) -> list[date]:
        days = [contact.on for contact in self.contacts]
        days += [care.on for care in self.care if care.state == "done"]
        return [day for day in days if day <= self.as_of]

    @property
    def statement(self) -> Record | None:
        """What they said last; of one day distance, and what has no day gives way."""
        found = None
        for record in self.records:
            said, on = record.treatment, record.treatment_on
            if said is None or (on is not None and on > self.as_of):
                continue
            if found is None or _rank(record) > _rank(found):
                found = record
        return found

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
        return count


def kind(h: History) -> Value:
    kinds = {record.kind for record in h.records}
    return "account" if "account" in kinds else next(iter(kinds), None)


def orders(h: History) -> Value:
    return len(h.purchases)


def order_days(h: History) -> Value:
    return len({purchase.on for purchase in h.purchases})


def first_order_on(h: History) -> Value:
    return min((purchase.on for purchase in h.purchases), default=None)


def last_order_on(h: History) -> Value:
    return max((purchase.on for purchase in h.purchases), default=None)


def days_since_last_order(h: History) -> Value:
    return min(((h.as_of - purchase.on).days for purchase in h.purchases), default=None)


def tenure_days(h: History) -> Value:
    return max(((h.as_of - purchase.on).days for purchase in h.purchases), default=None)


def spend_minor(h: History) -> Value:
    return h.spend(h.known_orders)


def spend_90d_minor(h: History) -> Value:
    return h.spend(h.known_orders, first=89)


def trend_90d_minor(h: History) -> Value:
    if not any(purchase.on <= h.as_of - timedelta(days=180) for purchase in h.purchases):
        return None
    return h.spend(h.known_orders, first=89) - h.spend(h.known_orders, first=179, last=90)


def returns_share(h: History) -> Value:
    bought = h.spend(h.purchases)
    back = h.spend([order for order in h.known_orders if order.state == "returned"])
    return -back / bought if bought > 0 else None


def median_gap_days(h: History) -> Value:
    return float(median(h.gaps)) if len(h.gaps) >= 3 else None


def longest_gap_days(h: History) -> Value:
    return max(h.gaps) if len(h.gaps) >= 3 else None


def days_overdue(h: History) -> Value:
    if len(h.gaps) < 3:
        return None
    return float((h.as_of - max(purchase.on for purchase in h.purchases)).days - median(h.gaps))


def contacts(h: History) -> Value:
    return len(h.contact_days)


def last_contact_on(h: History) -> Value:
    return max(h.contact_days, default=None)


def days_since_last_contact(h: History) -> Value:
    return (h.as_of - max(h.contact_days)).days if h.contact_days else None


def personal_welcome(h: History) -> Value:
    return h.personal("welcome")


def personal_unwelcome(h: History) -> Value:
    return h.personal("unwelcome", "ignored")


def treatment_stated(h: History) -> Value:
    return h.statement.treatment if h.statement else None


def treatment_stated_on(h: History) -> Value:
    return h.statement.treatment_on if h.statement else None


def _rank(record: Record) -> tuple[date, bool]:
    return record.treatment_on or date.min, record.treatment == "distance"


SIGNALS: tuple[Callable[[History], Value], ...] = (
    kind,
    orders,
    order_days,
    first_order_on,
    last_order_on,
    days_since_last_order,
    tenure_days,
    spend_minor,
    spend_90d_minor,
    trend_90d_minor,
    returns_share,
    median_gap_days,
    longest_gap_days,
    days_overdue,
    contacts,
    last_contact_on,
    days_since_last_contact,
    personal_welcome,
    personal_unwelcome,
    treatment_stated,
    treatment_stated_on,
)
