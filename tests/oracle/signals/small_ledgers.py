"""Small ledgers: facts under keys, and which customer each key stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Any

from hypothesis import strategies as st
from naive_facts import (
    Answer,
    Care,
    Consent,
    Contact,
    Fact,
    History,
    Order,
    Problem,
    Record,
    Referral,
    Reservation,
    Review,
    Said,
    Step,
)
from spec.facts import Facts

from regulars.contracts import BY_FACT

Key = tuple[str, str]

_MADE = count()

AS_OF = date(2026, 6, 30)
CURRENCIES = ("EUR", "USD", None)
STATES = ("placed", "placed", "placed", "placed", "returned", "cancelled")
AMOUNTS = (None, 0, 1, 100, 100, 250, 2000, -100, 10**12)
CHANNELS = ("call", "visit", "counter", "message", "email", "letter")
REACTIONS = (None, "welcome", "neutral", "unwelcome", "ignored")
CARE_STATES = ("done", "done", "shown", "snoozed", "not_right", "held_out")
TREATMENTS = (None, "contact", "distance")
DISCOUNTS = (None, None, 0, 100)
CODES = (None, None, None, "SPRING")
BEGAN_BY = (None, "customer", "us", "us")
THROUGH = (None, "walk-in", "fair")
BOOKINGS = ("booked", "stayed", "stayed", "cancelled", "no_show")
PROBLEMS = ("open", "waiting", "solved", "solved", "closed")
ANSWERS = ("ces", "ces", "nps", "csat", "text")
SCORES = (None, 0, 1, 5, 7, 7)
QUESTIONS = ("who_told", "would_have_come", "how was it?")
CHOICES = (None, "customer", "yes", "no", "other")
RATINGS = (None, 1000, 3500, 4999, 5000, 8333)
BEST = (None, 0, 5, 5, 7, 10)
CONFIDENCES = (None, None, 1, 499, 500, 1000)


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
                found[self.customers[key]].list_of(fact).append(fact)
        return found

    def to_facts(self) -> Facts:
        """The same as rows of the contracts."""
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for place, (key, fact) in enumerate(self.facts):
            source, source_id = key or (None, None)
            # A record's key is the customer's, and who sent is always named.
            if key is None and isinstance(fact, Record | Referral | Consent):
                continue
            for step, (name, values) in enumerate(_rows(fact, place)):
                about = {"source": "made up", "source_id": f"{place}" + f" {step}" * (step > 0)}
                about["source_id"] = values.pop("source_id", about["source_id"])
                about |= {"customer_source": source, "customer_key": source_id}
                if name == "customer":
                    about = {"source": source, "source_id": source_id}
                if name == "problem_event":
                    del about["customer_source"], about["customer_key"]
                rows[name].append({**dict.fromkeys(BY_FACT[name].names), **about, **values})
        return Facts(rows=dict(rows), customers=dict(self.customers))


def _rows(fact: Fact, place: int) -> list[tuple[str, dict[str, Any]]]:
    match fact:
        case Order(on, state, amount, currency, discount, code):
            values = {"state": state, "amount_minor": amount, "currency": currency}
            values |= {"discount_minor": discount, "discount_code": code}
            return [("order", {"happened_on": on, **values})]
        case Contact(on, channel, reaction, began_by, offer, at, key):
            values = {"channel": channel, "reaction": reaction, "began_by": began_by}
            values |= {"offer": offer, "happened_at": at, "source_id": key}
            return [("contact", {"happened_on": on, **values})]
        case Care(on, state, received, channel, play):
            values = {"state": state, "received": received, "channel": channel, "play": play}
            return [("care", {"planned_on": on, **values})]
        case Record(kind, treatment, treatment_on, through, since_on):
            values = {"treatment": treatment, "treatment_on": treatment_on, "kind": kind}
            return [("customer", {**values, "acquired_through": through, "since_on": since_on})]
        case Said(on, treatment, until_on):
            return [
                ("treatment", {"happened_on": on, "treatment": treatment, "until_on": until_on})
            ]
        case Reservation(on, state, arrives_on, departs_on, words):
            values = {"state": state, "arrives_on": arrives_on, "departs_on": departs_on}
            found = [("reservation", {"happened_on": on, **values})]
            return found + _words("reservation", place, words)
        case Problem():
            return _problem_rows(fact)
        case Answer(on, at, kind, score, question, choice):
            values = {"kind": kind, "score": score, "question": question, "choice": choice}
            return [("answer", {"happened_on": on, "happened_at": at, **values})]
        case Review(on, at, rating, best, replied_on, words):
            values = {"rating_milli": rating, "best_rating": best, "replied_on": replied_on}
            found = [("review", {"happened_on": on, "happened_at": at, "site": "google", **values})]
            return found + _words("review", place, words)
        case Consent(on, at, purpose, state):
            values = {"purpose": purpose, "state": state}
            return [("consent", {"happened_on": on, "happened_at": at, **values})]
        case Referral(on, (source, key), confidence):
            values = {"other_source": source, "other_key": key, "confidence_permille": confidence}
            return [("referral", {"happened_on": on, **values})]


def _problem_rows(problem: Problem) -> list[tuple[str, dict[str, Any]]]:
    values = {"happened_on": problem.on, "happened_at": problem.at, "state": problem.state}
    values |= {"ended_on": problem.ended_on, "channel": problem.channel, "source_id": problem.key}
    values |= {"promised_at": problem.promised_at}
    rows = [("problem", values)]
    for on in problem.reopened_on:
        again = {"problem_key": problem.key, "kind": "reopened", "happened_on": on}
        rows.append(("problem_event", again))
    for one in problem.steps:
        step = {"problem_key": problem.key, "kind": one.kind, "happened_on": one.on}
        step |= {"happened_at": one.at, "began_by": one.began_by, "channel": one.channel}
        rows.append(("problem_event", {**step, "step": one.step, "source_id": one.key}))
    return rows


def _words(
    about: str, place: int, words: Sequence[tuple[date, str]]
) -> list[tuple[str, dict[str, Any]]]:
    named = {"about": about, "about_source": "made up", "about_key": f"{place}"}
    return [("follow_up", {"happened_on": on, "became": became, **named}) for on, became in words]


KEYS: tuple[Key, ...] = (("till", "a"), ("till", "b"), ("shop", "a"), ("shop", "c"), ("shop", "d"))
NAMES = ("ann", "ben", "cal", "dan")


@st.composite
def small_ledgers(draw: st.DrawFn) -> Ledger:
    """Up to 40 facts of at most four customers, close in time so that days coincide."""
    random = draw(st.randoms(use_true_random=False))
    width = draw(st.sampled_from([3, 12, 100, 400]))
    keys = (*KEYS, ("till", "nobody"), None)
    makers = draw(st.sampled_from([MAKERS, MAKERS, *((_order, make) for make in MAKERS)]))
    ledger = Ledger(customers={key: random.choice(NAMES) for key in KEYS})
    for _ in range(draw(st.integers(0, 40))):
        ledger.facts.append((random.choice(keys), random.choice(makers)(random, width, KEYS)))
    return ledger


def many_customers(random: Random, *, customers: int) -> Ledger:
    """Customers with up to 40 facts each: some new, some old, some who buy on every other day."""
    ledger = Ledger()
    everybody = [(source, str(n)) for n in range(customers) for source in ("till", "shop")]
    for number in range(customers):
        name = f"customer {number:04d}"
        keys: list[Key] = [("till", str(number)), ("shop", str(number))][: random.choice((1, 1, 2))]
        ledger.customers |= dict.fromkeys(keys, name)
        width = random.choice((2, 10, 60, 200, 200, 400, 1500))
        for _ in range(random.choice((0, 1, 2, 5, 10, 20, 40))):
            make = _order if random.random() < 0.5 else random.choice(MAKERS)
            ledger.facts.append((random.choice(keys), make(random, width, everybody)))
    ledger.facts += [
        (None, _order(random, 100, everybody)),
        (("till", "nobody"), _order(random, 100, everybody)),
        (("till", "nobody"), _referral(random, 100, everybody)),
    ]
    return ledger


def _order(random: Random, width: int, _: Sequence[Key]) -> Order:
    currency: Sequence[str] = ("EUR", "EUR", "EUR", "USD")
    amount = random.choice((*AMOUNTS, random.randrange(100_000)))
    return Order(
        _day(random, width),
        random.choice(STATES),
        amount,
        random.choice(currency),
        random.choice(DISCOUNTS),
        random.choice(CODES),
    )


def _contact(random: Random, width: int, _: Sequence[Key]) -> Contact:
    reaction, began_by, on = random.choice(REACTIONS), random.choice(BEGAN_BY), _day(random, width)
    channel, at = random.choice(CHANNELS), _instant(random, on)
    offer = random.choice((None, None, "a discount", "reference"))
    return Contact(on, channel, reaction, began_by, offer, at, _new_key(random))


def _care(random: Random, width: int, _: Sequence[Key]) -> Care:
    return Care(
        _day(random, width),
        random.choice(CARE_STATES),
        random.choice(REACTIONS),
        random.choice((None, *CHANNELS)),
        random.choice(("rhythm_broke", "low_rating", "ask_reference")),
    )


def _record(random: Random, width: int, _: Sequence[Key]) -> Record:
    return Record(
        random.choice(("account", "person")),
        random.choice(TREATMENTS),
        _day_or_none(random, width),
        random.choice(THROUGH),
        _day_or_none(random, width),
    )


def _said(random: Random, width: int, _: Sequence[Key]) -> Said:
    return Said(
        _day(random, width),
        random.choice(("contact", "distance", "ask")),
        random.choice((None, _day(random, width))),
    )


def _reservation(random: Random, width: int, _: Sequence[Key]) -> Reservation:
    on = _day(random, width)
    arrives_on = on + timedelta(days=random.choice((0, 1, random.randint(0, width + 2))))
    departs_on = arrives_on + timedelta(days=random.randint(0, 3))
    return Reservation(
        on,
        random.choice(BOOKINGS),
        arrives_on,
        random.choice((None, departs_on, departs_on)),
        _said(random, width, ("arrived", "did_not_come", "open")),
    )


def _problem(random: Random, width: int, _: Sequence[Key]) -> Problem:
    on = _day(random, width)
    ended_on = on + timedelta(days=random.randint(0, width + 2))
    reopened_on = tuple(_day(random, width) for _ in range(random.choice((0, 0, 1, 2))))
    return Problem(
        on,
        random.choice(PROBLEMS),
        random.choice((None, ended_on)),
        reopened_on,
        _instant(random, on),
        random.choice((None, "call", "email")),
        tuple(_step(random, on, width) for _ in range(random.choice((0, 1, 4, 8)))),
        _new_key(random),
        random.choice((None, _instant(random, _day(random, width)))),
    )


def _step(random: Random, told_on: date, width: int) -> Step:
    on = told_on + timedelta(days=random.choice((-1, 0, 0, 1, 7, 8, random.randint(0, width))))
    return Step(
        random.choice(("contact", "contact", "contact", "transfer", "transfer", "promise")),
        on,
        _instant(random, on),
        random.choice((None, "customer", "customer", "us")),
        random.choice((None, "call", "email")),
        random.choice((None, 1, 2, 3)),
        _new_key(random),
    )


def _answer(random: Random, width: int, _: Sequence[Key]) -> Answer:
    on = _day(random, width)
    if random.random() < 0.5:
        question, choice = random.choice(QUESTIONS), random.choice(CHOICES)
        return Answer(on, _instant(random, on), "choice", None, question, choice)
    return Answer(on, _instant(random, on), random.choice(ANSWERS), random.choice(SCORES))


def _review(random: Random, width: int, _: Sequence[Key]) -> Review:
    on = _day(random, width)
    return Review(
        on,
        _instant(random, on),
        random.choice(RATINGS),
        random.choice(BEST),
        random.choice((None, None, _day(random, width))),
        _said(random, width, ("replied", "needs_no_reply", "open")),
    )


def _consent(random: Random, width: int, _: Sequence[Key]) -> Consent:
    on = _day(random, width)
    purpose = random.choice(("reference", "reference", "marketing"))
    return Consent(on, _instant(random, on), purpose, random.choice(("given", "withdrawn")))


def _referral(random: Random, width: int, keys: Sequence[Key]) -> Referral:
    return Referral(_day(random, width), random.choice(keys), random.choice(CONFIDENCES))


Make = Callable[[Random, int, Sequence[Key]], Fact]
MAKERS: tuple[Make, ...] = (
    _order,
    _contact,
    _care,
    _record,
    _said,
    _reservation,
    _problem,
    _answer,
    _review,
    _referral,
    _consent,
)


def _new_key(random: Random) -> str:
    # Hypothesis draws noughts again and again; no two facts have one key.
    return f"{random.getrandbits(16):04x}-{next(_MADE):012}"


def _said(random: Random, width: int, words: Sequence[str]) -> tuple[tuple[date, str], ...]:
    return tuple(
        (_day(random, width), random.choice(words)) for _ in range(random.choice((0, 0, 1, 2)))
    )


def _instant(random: Random, on: date) -> datetime | None:
    return random.choice((None, datetime.combine(on, time(9)), datetime.combine(on, time(17))))


def _day_or_none(random: Random, width: int) -> date | None:
    return random.choice((None, _day(random, width)))


def _day(random: Random, width: int) -> date:
    # The edges of the windows more often than chance would have them.
    edges = (-1, 0, 89, 90, 179, 180, 364, 365)
    ago = random.choice((random.randint(-2, width), random.choice(edges)))
    return AS_OF - timedelta(days=ago)
