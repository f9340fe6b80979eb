"""A customer who was looked for, in one line that tells them from others of the name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regulars.acts.names import display_name
from regulars.ledger.find import Hit

SHOWN_DIGITS = 4


@dataclass(frozen=True)
class FoundCustomer:
    """`hint` tells who is meant without giving away how to reach them: `…4567`, or a key.

    Null: `kind` is None where no source says whether it is an account or a person.
    """

    customer_id: str
    name: str
    kind: str | None
    hint: str


def found_customer(hit: Hit, *, customer_id: str, language: str) -> FoundCustomer:
    """The customer of a hit, under the id that counts, in the language of the page."""
    record = hit.record or {}
    return FoundCustomer(
        customer_id=customer_id,
        name=display_name(hit.record, key=hit.key[1], language=language),
        kind=record.get("kind"),
        hint=hint_of(record, key=hit.key[1], by=hit.by),
    )


def hint_of(record: Mapping[str, Any], *, key: str, by: str = "name") -> str:
    """What they were found by; else the end of their number, their address, or their key."""
    told = {
        "phone": _hidden_number(record.get("phone")),
        "email": _hidden_address(record.get("email")),
        "key": key,
    }
    return told.get(by) or told["phone"] or told["email"] or key


def _hidden_number(phone: str | None) -> str | None:
    digits = "".join(one for one in phone or "" if one.isdecimal())
    return f"…{digits[-SHOWN_DIGITS:]}" if len(digits) > SHOWN_DIGITS else None


def _hidden_address(email: str | None) -> str | None:
    name, mark, domain = (email or "").partition("@")
    return f"{name[:1]}…@{domain}" if mark and name and domain else None
