"""A row's place in an order, as text that an address can carry from one page to the next."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

LONGEST = 2_000


@dataclass(frozen=True)
class Place:
    """The value by which a row is sorted, null where it is not known, and the customer's id."""

    value: Any
    customer_id: str


def place_text(place: Place) -> str:
    """The place as `place_of` reads it; the same numbers and days come back."""
    value = place.value
    told = {"day": value.isoformat()} if isinstance(value, date) else value
    text = json.dumps([told, place.customer_id], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def place_of(text: str) -> Place | None:
    """The place that was written; None for what is none, as anybody can change an address."""
    try:
        if len(text) > LONGEST:
            return None
        padded = text + "=" * (-len(text) % 4)
        value, customer_id = json.loads(base64.urlsafe_b64decode(padded.encode()))
        if isinstance(value, dict):
            value = date.fromisoformat(value["day"])
        known = value is None or isinstance(value, int | float | str | date)
        return Place(value, customer_id) if known and isinstance(customer_id, str) else None
    except (ValueError, TypeError, KeyError):
        return None
