"""Which customer a key of a source stands for."""

from __future__ import annotations

import uuid

from regulars.contracts.column import Column, Type
from regulars.contracts.contract import Contract

IDENTITY = Contract(
    fact="identity",
    file_key="customer_id",
    description="Maps a key of a source to a customer; apart from the facts, so it can be changed.",
    columns=(
        Column(
            "customer_id",
            Type.TEXT,
            "UUIDv5 of the customer's first identity: the same after every import and undo.",
        ),
    ),
)

CUSTOMER_IDS = uuid.UUID("6f0a2a5e-7c1d-5c0e-9a54-0d8a6c1f7e21")
"""Namespace of customer ids; changing it changes every id."""


def customer_id(*, source: str, key: str) -> str:
    """The id of the customer first met as `key` in `source`: UUIDv5, the same for ever."""
    return str(uuid.uuid5(CUSTOMER_IDS, f"{source}\x1f{key}"))
