"""Which fact a user's own file holds: its columns are the contract's, or common names for them."""

from __future__ import annotations

import re

from regulars.contracts import CONTRACTS, Contract
from regulars.intake.own_names import KNOWN_NAMES, whole_name
from regulars.intake.who_sent import in_a_file

DESK_ONLY: frozenset[str] = frozenset({"identity", "care", "treatment", "follow_up"})
"""Facts that come about here and are in nobody's file."""

DISTINCTIVE: dict[str, frozenset[str]] = {
    "customer": frozenset({"source_id"}),
    "match": frozenset({"customer_key", "other_key", "decision"}),
    "account_owner": frozenset({"customer_key", "staff", "since_on"}),
    "consent": frozenset({"customer_key", "purpose"}),
    "product": frozenset({"source_id"}),
    "order": frozenset({"customer_key"}),
    "order_line": frozenset({"order_key", "product_key"}),
    "rate": frozenset({"to_currency"}),
    "reservation": frozenset({"arrives_on"}),
    "contact": frozenset({"customer_key", "channel"}),
    "problem": frozenset({"source_id", "customer_key", "topic"}),
    "problem_event": frozenset({"problem_key"}),
    "known_issue": frozenset({"source_id", "title"}),
    "answer": frozenset({"question"}),
    "review": frozenset({"site"}),
    "referral": frozenset({"customer_key", "other_key"}),
    "claim": frozenset({"source_id", "text", "place"}),
    "expectation": frozenset({"aspect"}),
    "account_review": frozenset({"customer_key", "planned_on"}),
    "introduction": frozenset({"customer_key", "other_key", "state"}),
    "perk": frozenset({"customer_key", "kind"}),
}
"""Columns that tell a file to be this fact where it does not name the fact's own key."""

IMPORTABLE: tuple[Contract, ...] = tuple(c for c in CONTRACTS if c.fact not in DESK_ONLY)

DEFAULTS: dict[tuple[str, str], str] = {
    ("customer", "kind"): "'person'",
    ("order", "state"): "CASE WHEN amount_minor < 0 THEN 'returned' ELSE 'placed' END",
    ("order_line", "kind"): "'product'",
    ("reservation", "state"): "'booked'",
    ("problem", "state"): (
        "CASE WHEN ended_at IS NULL AND ended_on IS NULL THEN 'open' ELSE 'solved' END"
    ),
    ("known_issue", "state"): "CASE WHEN fixed_on IS NULL THEN 'open' ELSE 'fixed' END",
    ("review", "best_rating"): "CASE WHEN rating_milli IS NOT NULL THEN 5 END",
    ("account_review", "state"): "CASE WHEN held_on IS NULL THEN 'planned' ELSE 'held' END",
}
"""What a column that a file leaves out is taken for."""

SENT_BY = frozenset({"sent_by", "referred_by", "recommended_by"})
BY_WHO_CAME: dict[str, str] = {
    **dict.fromkeys(SENT_BY, "customer_key"),
    **dict.fromkeys(("customer", "customer_id", "customer_key"), "other_key"),
    "customer_source": "other_source",
}
"""A file of new customers that says by whom each was sent: its customer is who came."""

KEYED_BY: dict[str, tuple[str, ...]] = {
    "match": ("customer_key", "other_key"),
    "account_owner": ("customer_key", "since_on"),
    "rate": ("currency", "to_currency", "rated_on"),
    "referral": ("customer_key", "other_key"),
}
"""Facts whose key may be missing, for these columns are one."""

COUNTED_BY: dict[str, tuple[str, ...]] = {
    "consent": ("customer_key", "purpose", "happened_on"),
    "order": ("customer_key", "happened_on"),
    "order_line": ("order_key",),
    "reservation": ("customer_key", "arrives_on"),
    "contact": ("customer_key", "happened_on"),
    "problem_event": ("problem_key", "kind", "happened_on"),
    "answer": ("customer_key", "question", "happened_on"),
    "review": ("site", "customer_key", "happened_on"),
    "expectation": ("customer_key", "aspect", "happened_on"),
    "account_review": ("customer_key", "planned_on"),
    "introduction": ("customer_key", "other_key", "happened_on"),
    "perk": ("customer_key", "kind", "happened_on"),
}
"""Facts whose key may be missing: these columns, and which one of those it is, make one."""


def columns_as(contract: Contract, header: tuple[str, ...]) -> tuple[str, ...] | None:
    """The header in the contract's names, or None if the file does not hold this fact.

    `amount` and its like stand for `amount_minor` and its like in whole units.
    """
    plain = [_plain(name) for name in header]
    names = KNOWN_NAMES[contract.fact]
    if contract.fact == "referral" and SENT_BY & set(plain):
        names = {**names, **BY_WHO_CAME}
    if not set(plain) <= set(names):
        return None
    found = tuple(names[name] for name in plain)
    columns = ("source", "source_id", *in_a_file(contract).names)
    held = {name for name in columns if name in found or whole_name(name) in found}
    if len(held) != len(found):
        return None  # one column twice
    sure = contract.file_key in plain or DISTINCTIVE[contract.fact] <= held
    return found if sure and _needed(contract) <= held | _told_by(held) else None


def fact_of(header: tuple[str, ...]) -> tuple[Contract, tuple[str, ...]] | None:
    """The contract that a header fits, and the header in its names; None where that is not sure.

    A header that fits several is the one whose own key it names, e.g. `order_id`, or else the one
    that needs the others' columns and more.
    """
    fitting = [
        (contract, columns)
        for contract in IMPORTABLE
        if (columns := columns_as(contract, header)) is not None
    ]
    named = {_plain(name) for name in header}
    by_key = [one for one in fitting if one[0].file_key in named]
    needs = [DISTINCTIVE[contract.fact] for contract, _ in fitting]
    narrow = [one for one in fitting if not any(DISTINCTIVE[one[0].fact] < more for more in needs)]
    sure = by_key or narrow
    return sure[0] if len(sure) == 1 else None


def needed_names(contract: Contract) -> tuple[str, ...]:
    """The columns that a file of this fact has to have, as a user would write them."""
    needed = _needed(contract) | (DISTINCTIVE[contract.fact] - {"source_id"})
    own = (contract.file_key,) if "source_id" in needed else ()
    return (*own, *(_written(name) for name in contract.names if name in needed))


def _written(column: str) -> str:
    if column == "happened_on":
        return "date"
    return whole_name(column) or re.sub(r"_key$", "_id", column)


def _needed(contract: Contract) -> set[str]:
    """Columns that every row must have and nothing else tells."""
    derived = {"customer_source", "other_source"}
    if any(column.endswith("_minor") for column in contract.names):
        derived |= {"currency"}  # of the import, or the book's
    keyless = contract.fact in {*KEYED_BY, *COUNTED_BY}
    return {
        column.name
        for column in contract.columns
        if not column.may_be_null
        and column.name not in derived
        and (contract.fact, column.name) not in DEFAULTS
    } | (set() if keyless else {"source_id"})


def _told_by(held: set[str]) -> set[str]:
    return {"happened_on"} if "happened_at" in held else set()


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")
