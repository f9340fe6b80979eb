"""What users call the columns of the facts: the contracts' names, and common ones for them."""

from __future__ import annotations

from regulars.contracts import CONTRACTS, Contract
from regulars.intake.who_sent import in_a_file

IN_WHOLE_UNITS: dict[str, int | None] = {
    "_minor": None,
    "_milli": 1_000,
    "_permille": 1_000,
    "_e8": 100_000_000,
}
"""Endings of columns that a file may write in whole units, without the ending; how many of the
column's own units one whole unit has. None: the currency says."""

OF_ALL: dict[str, str] = {
    "account": "account_key",
    "customer": "customer_key",
    "date": "happened_on",
    "day": "happened_on",
    "other": "other_key",
    "other_customer": "other_key",
    "other_customer_id": "other_key",
    "time": "happened_at",
    "total": "amount",
}

OF_ONE: dict[str, dict[str, str]] = {
    "customer": {
        "confidence": "sent_by_confidence",
        "customer_since": "since_on",
        "joined": "since_on",
        "joined_on": "since_on",
        "known_by": "sent_by_known_by",
        "member_since": "since_on",
        "phone_number": "phone",
        "recommended_by": "sent_by",
        "referred_by": "sent_by",
        "sent_by_id": "sent_by",
        "sent_by_key": "sent_by",
    },
    "match": {"date": "decided_on"},
    "account_owner": {"owner": "staff", "since": "since_on", "date": "since_on"},
    "consent": {"said_on": "happened_on"},
    "order": {"order_date": "happened_on", "coupon": "discount_code"},
    "rate": {"date": "rated_on", "from_currency": "currency"},
    "reservation": {
        "arrival": "arrives_on",
        "arrival_time": "arrives_at",
        "booked_at": "happened_at",
        "booked_on": "happened_on",
        "check_in": "arrives_on",
        "check_out": "departs_on",
        "departure": "departs_on",
        "guests": "party",
        "price": "amount",
        "room": "unit",
    },
    "problem": {
        "assigned_to": "in_charge",
        "closed_on": "ended_on",
        "opened_at": "happened_at",
        "opened_on": "happened_on",
        "reported_at": "happened_at",
        "reported_on": "happened_on",
        "solved_at": "ended_at",
        "solved_on": "ended_on",
    },
    "answer": {"answered_at": "happened_at", "answered_on": "happened_on"},
    "review": {"out_of": "best_rating", "reviewed_on": "happened_on", "stars": "rating"},
    "referral": {
        "referred": "other_key",
        "referred_id": "other_key",
        "referred_on": "happened_on",
        "referrer": "customer_key",
        "referrer_id": "customer_key",
    },
    "claim": {"claim": "text"},
    "expectation": {"expectation": "text"},
    "introduction": {"introduced_on": "happened_on"},
    "perk": {"given_on": "happened_on", "perk": "kind"},
}
"""Names that say which fact the file holds, for no other fact knows them."""


MADE_HERE: frozenset[str] = frozenset({"email_key", "phone_key"})
"""Hashes, not keys of a source."""


def whole_name(column: str) -> str | None:
    """What a file calls the column in whole units: `amount` for `amount_minor`; None for others."""
    for ending in IN_WHOLE_UNITS:
        if column.endswith(ending):
            return column.removesuffix(ending)
    return None


def names_of(contract: Contract) -> dict[str, str]:
    """What a file may call a column, and the column: its own name, or its name in whole units."""
    names = {"source": "source", "source_id": "source_id"}
    for column in in_a_file(contract).names:
        names[column] = column
        if (whole := whole_name(column)) is not None:
            names[whole] = whole
        if column.endswith("_key") and column not in MADE_HERE:
            names[column.removesuffix("_key") + "_id"] = column
    also = {**OF_ALL, **OF_ONE.get(contract.fact, {})}
    names |= {name: column for name, column in also.items() if column in names}
    names[contract.file_key] = "source_id"
    return names


KNOWN_NAMES: dict[str, dict[str, str]] = {one.fact: names_of(one) for one in CONTRACTS}
"""`names_of` by fact."""
