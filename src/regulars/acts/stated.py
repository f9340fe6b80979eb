"""What a customer said of how they like to be treated, also since the results were made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from regulars.acts.names import Key
from regulars.ledger.desk_facts import DESK
from regulars.ledger.persons import current_about

Card = Mapping[str, Any]


def with_statement(card: Card, *, keys: Sequence[Key], as_of: date) -> dict[str, Any]:
    """The card with the newest statement of the ledger, where the results have an older one.

    What is written at the desk counts at once, also in a book that is read as of an older day.
    Shape: `keys` are the customer's identities.
    """
    newest = _newest(current_about("treatment", keys), as_of)
    known_on = card.get("treatment_stated_on")
    if newest is None or (known_on is not None and known_on > newest["happened_on"]):
        return dict(card)
    holds = newest["until_on"] is None or newest["until_on"] >= as_of
    said = (newest["treatment"], newest["happened_on"]) if holds else (None, None)
    return {**card, "treatment_stated": said[0], "treatment_stated_on": said[1]}


def _newest(rows: Sequence[Mapping[str, Any]], as_of: date) -> Mapping[str, Any] | None:
    counting = [row for row in rows if row["source"] == DESK or row["happened_on"] <= as_of]
    return max(counting, key=lambda row: (row["happened_on"], row["source_id"]), default=None)
