"""Which fact a user's own file holds: its columns are the contract's, or common names for them."""

from __future__ import annotations

from regulars.contracts import CARE, CONTRACTS, IDENTITY, Contract

IMPORTABLE: tuple[Contract, ...] = tuple(c for c in CONTRACTS if c not in (IDENTITY, CARE))

ALSO_CALLED: dict[str, str] = {
    "account_id": "account_key",
    "customer": "customer_key",
    "customer_id": "customer_key",
    "date": "happened_on",
    "order_date": "happened_on",
    "order_id": "order_key",
    "product_id": "product_key",
    "returns_order_id": "returns_order_key",
    "time": "happened_at",
    "total": "amount",
}

DISTINCTIVE: dict[str, tuple[str, ...]] = {
    "customer": ("source_id",),
    "product": ("source_id", "name"),
    "order": ("customer_key",),
    "order_line": ("source_id", "order_key"),
    "contact": ("customer_key", "channel"),
}
"""Columns without which a file is not this fact."""

KEYLESS: frozenset[str] = frozenset({"order", "contact"})
"""Facts whose key may be missing: customer, day and which one of that day make one."""


def columns_as(contract: Contract, header: tuple[str, ...]) -> tuple[str, ...] | None:
    """The header in the contract's names, or None if the file does not hold this fact.

    `amount` and `quantity` stand for `amount_minor` and `quantity_milli` in whole units.
    """
    known = {"source", "source_id", *contract.names}
    known |= {"amount"} & {name.removesuffix("_minor") for name in known}
    known |= {"quantity"} & {name.removesuffix("_milli") for name in known}
    found = []
    for name in header:
        plain = name.strip().lower().replace(" ", "_")
        found.append("source_id" if plain == contract.file_key else ALSO_CALLED.get(plain, plain))
    whole = set(found) <= known and len(set(found)) == len(found)
    dated = "happened_on" not in known or {"happened_on", "happened_at"} & set(found)
    if whole and dated and set(DISTINCTIVE[contract.fact]) <= set(found):
        return tuple(found)
    return None


def fact_of(header: tuple[str, ...]) -> tuple[Contract, tuple[str, ...]] | None:
    """The contract that a header fits, and the header in its names.

    A header that fits several is the one whose own key it names, e.g. `order_id`.
    """
    fitting = [
        (contract, columns)
        for contract in IMPORTABLE
        if (columns := columns_as(contract, header)) is not None
    ]
    plain = {name.strip().lower() for name in header}
    for contract, columns in fitting:
        if contract.file_key in plain or "source_id" in plain:
            return contract, columns
    return fitting[0] if fitting else None
