"""Each signal a second time, in plain Python: one customer, one loop, as the glossary says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from statistics import median

from naive_facts import History, Order, Value


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


def days_since_anniversary(h: History) -> Value:
    tenure = tenure_days(h)
    if not isinstance(tenure, int):
        return None
    turns = [floor(Fraction(1461 * years, 4)) for years in range(1, 200)]
    return min((tenure - turn for turn in turns if turn <= tenure), default=None)


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


def discounted_orders(h: History) -> Value:
    return sum(1 for purchase in h.purchases if is_discounted(purchase))


def discount_share(h: History) -> Value:
    told = [is_discounted(p) for p in h.purchases if is_discounted(p) is not None]
    return sum(map(bool, told)) / len(told) if told else None


def is_discounted(order: Order) -> bool | None:
    if order.discount is not None:
        return order.discount > 0
    return True if order.code is not None else None


def contacts(h: History) -> Value:
    return len(h.contact_days)


def last_contact_on(h: History) -> Value:
    return max(h.contact_days, default=None)


def days_since_last_contact(h: History) -> Value:
    return (h.as_of - max(h.contact_days)).days if h.contact_days else None


def contacts_by_customer(h: History) -> Value:
    return sum(1 for c in h.contacts if c.on <= h.as_of and c.began_by == "customer")


def contacts_by_us(h: History) -> Value:
    begun = sum(1 for c in h.contacts if c.on <= h.as_of and c.began_by == "us")
    return begun + sum(1 for care in h.care if care.on <= h.as_of and care.state == "done")


def last_heard_on(h: History) -> Value:
    signs = []
    for contact in h.contacts:
        if contact.began_by == "customer" or contact.reaction not in (None, "ignored"):
            signs.append(contact.on)
    for care in h.care:
        if care.state == "done" and care.received not in (None, "ignored"):
            signs.append(care.on)
    return max((day for day in signs if day <= h.as_of), default=None)


def ignored_contacts(h: History) -> Value:
    booked = [r.on for r in h.reservations if r.state != "cancelled" and r.on <= h.as_of]
    answered = max(
        [last_heard_on(h) or date.min, last_order_on(h) or date.min, *booked], default=date.min
    )
    days = [c.on for c in h.contacts if c.began_by == "us" and c.reaction == "ignored"]
    days += [c.on for c in h.care if c.state == "done" and c.received == "ignored"]
    return sum(1 for day in days if answered < day <= h.as_of)


def acquired_through(h: History) -> Value:
    told = []
    for record in h.records:
        since = record.since_on
        if record.through is not None and (since is None or since <= h.as_of):
            told.append((since is None, since or date.min, record.through))
    return min(told)[2] if told else None


def personal_welcome(h: History) -> Value:
    return h.personal("welcome")


def personal_unwelcome(h: History) -> Value:
    return h.personal("unwelcome", "ignored")


def treatment_stated(h: History) -> Value:
    return h.statement[0]


def treatment_stated_on(h: History) -> Value:
    return h.statement[1]


SIGNALS: tuple[Callable[[History], Value], ...] = (
    kind,
    orders,
    order_days,
    first_order_on,
    last_order_on,
    days_since_last_order,
    tenure_days,
    days_since_anniversary,
    spend_minor,
    spend_90d_minor,
    trend_90d_minor,
    returns_share,
    discounted_orders,
    discount_share,
    median_gap_days,
    longest_gap_days,
    days_overdue,
    contacts,
    contacts_by_customer,
    contacts_by_us,
    last_contact_on,
    days_since_last_contact,
    last_heard_on,
    ignored_contacts,
    personal_welcome,
    personal_unwelcome,
    treatment_stated,
    treatment_stated_on,
    acquired_through,
)
