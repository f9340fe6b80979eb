"""Which fact a user's own file holds: its columns are the contract's, or common names for them."""

from __future__ import annotations

from regulars.contracts import CONTRACTS, Contract

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

ONE_FACTS_OWN: dict[str, str] = {"order_date": "order"}
"""Names that say which fact the file holds."""

DISTINCTIVE: dict[str, frozenset[str]] = {
    "customer": frozenset({"source_id"}),
    "product": frozenset({"source_id"}),
    "order": frozenset({"customer_key"}),
    "order_line": frozenset({"source_id", "order_key"}),
    "contact": frozenset({"customer_key", "channel"}),
}
"""Columns without which a file is not this fact."""

IMPORTABLE: tuple[Contract, ...] = tuple(c for c in CONTRACTS if c.fact in DISTINCTIVE)

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
    for name in map(_plain, header):
        if ONE_FACTS_OWN.get(name, contract.fact) != contract.fact:
            return None
        found.append("source_id" if name == contract.file_key else ALSO_CALLED.get(name, name))
    whole = set(found) <= known and len(set(found)) == len(found)
    dated = "happened_on" not in known or {"happened_on", "happened_at"} & set(found)
    if whole and dated and DISTINCTIVE[contract.fact] <= set(found):
        return tuple(found)
    return None


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


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_")
