"""Small ledgers: facts under keys, and which customer each key stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from naive_signals import Care, Contact, History, Order, Record
from spec.facts import Facts

from regulars.contracts import BY_FACT

Key = tuple[str, str]
Fact = Order | Contact | Care | Record

AS_OF = date(2026, 6, 30)
CURRENCIES = ("EUR", "USD", None)
STATES = ("placed", "placed", "placed", "placed", "returned", "cancelled")
AMOUNTS = (None, 0, 1, 100, 100, 250, 2000, -100, 10**12)
CHANNELS = ("call", "visit", "counter", "message", "email", "letter")
REACTIONS = (None, "welcome", "neutral", "unwelcome", "ignored")
CARE_STATES = ("done", "done", "shown", "snoozed", "not_right", "held_out")
TREATMENTS = (None, "contact", "distance")


@dataclass
class Ledger:
    """`facts` come with the key they arrived under; None is nobody named."""

    facts: list[tuple[Key | None, Fact]] = field(default_factory=list)
    customers: dict[Key, str] = field(default_factory=dict)

    def histories(self, *, as_of: date, currency: str | None) -> dict[str, History]:
        """What is on record of each customer, the plain way."""
        found = {name: History(as_of, currency) for name in self.customers.values()}
        for key, fact in self.facts:
            if key in self.customers:
                history = found[self.customers[key]]
                match fact:
                    case Order():
                        history.orders.append(fact)
                    case Contact():
                        history.contacts.append(fact)
                    case Care():
                        history.care.append(fact)
                    case Record():
                        history.records.append(fact)
        return found

    def to_facts(self) -> Facts:
        """The same as rows of the contracts."""
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for place, (key, fact) in enumerate(self.facts):
            name, values = _row(fact)
            source, source_id = key or (None, None)
            if name == "customer":
                # A record's key is the customer's; without a name there is no record.
                if key is None:
                    continue
                about = {"source": source, "source_id": source_id}
            else:
                about = {"source": "made up", "source_id": str(place)}
                about |= {"customer_source": source, "customer_key": source_id}
            rows[name].append({**dict.fromkeys(BY_FACT[name].names), **about, **values})
        return Facts(rows=dict(rows), customers=dict(self.customers))


def _row(fact: Fact) -> tuple[str, dict[str, Any]]:
    match fact:
        case Order(on, state, amount, currency):
            values = {"state": state, "amount_minor": amount, "currency": currency}
            return "order", {"happened_on": on, **values}
        case Contact(on, channel, reaction):
            return "contact", {"happened_on": on, "channel": channel, "reaction": reaction}
        case Care(on, state, received):
            return "care", {"planned_on": on, "state": state, "received": received}
        case Record(kind, treatment, treatment_on):
            values = {"treatment": treatment, "treatment_on": treatment_on}
            return "customer", {"kind": kind, **values}


KEYS: tuple[Key, ...] = (("till", "a"), ("till", "b"), ("shop", "a"), ("shop", "c"))


@st.composite
def small_ledgers(draw: st.DrawFn) -> Ledger:
    """Up to 40 facts of at most three customers, close in time so that days coincide."""
    width = draw(st.sampled_from([3, 12, 100, 400]))
    days = st.integers(-2, width).map(lambda ago: AS_OF - timedelta(days=ago))
    order = st.builds(
        Order,
        days,
        st.sampled_from(STATES),
        st.sampled_from(AMOUNTS),
        st.sampled_from(CURRENCIES[:2]),
    )
    contact = st.builds(Contact, days, st.sampled_from(CHANNELS), st.sampled_from(REACTIONS))
    care = st.builds(Care, days, st.sampled_from(CARE_STATES), st.sampled_from(REACTIONS[:4]))
    record = st.builds(
        Record,
        st.sampled_from(["account", "person"]),
        st.sampled_from(TREATMENTS),
        st.none() | days,
    )
    key = st.sampled_from([*KEYS, ("till", "nobody"), None])
    fact = st.tuples(key, order | order | contact | care | record)
    names = draw(st.tuples(*[st.sampled_from(["ann", "ben", "cal"])] * len(KEYS)))
    return Ledger(draw(st.lists(fact, max_size=40)), dict(zip(KEYS, names, strict=True)))


def many_customers(random: Random, *, customers: int) -> Ledger:
    """Customers with up to 40 facts each: some new, some old, some who buy on every other day."""
    ledger = Ledger()
    for number in range(customers):
        name = f"customer {number:04d}"
        keys: list[Key] = [("till", str(number)), ("shop", str(number))][: random.choice((1, 1, 2))]
        ledger.customers |= dict.fromkeys(keys, name)
        width = random.choice((2, 10, 60, 200, 200, 400, 1500))
        for _ in range(random.choice((0, 1, 2, 5, 10, 20, 40))):
            ledger.facts.append((random.choice(keys), _fact(random, width)))
    ledger.facts += [(None, _order(random, 100)), (("till", "nobody"), _order(random, 100))]
    return ledger


def _fact(random: Random, width: int) -> Fact:
    kind = random.random()
    if kind < 0.65:
        return _order(random, width)
    if kind < 0.8:
        return Contact(_day(random, width), random.choice(CHANNELS), random.choice(REACTIONS))
    if kind < 0.9:
        return Care(_day(random, width), random.choice(CARE_STATES), random.choice(REACTIONS[:4]))
    on = random.choice((None, _day(random, width)))
    return Record(random.choice(("account", "person")), random.choice(TREATMENTS), on)


def _order(random: Random, width: int) -> Order:
    currency: Sequence[str] = ("EUR", "EUR", "EUR", "USD")
    amount = random.choice((*AMOUNTS, random.randrange(100_000)))
    return Order(_day(random, width), random.choice(STATES), amount, random.choice(currency))


def _day(random: Random, width: int) -> date:
    # The edges of the windows more often than chance would have them.
    ago = random.choice((random.randint(-2, width), random.choice((-1, 0, 89, 90, 179, 180))))
    return AS_OF - timedelta(days=ago)
