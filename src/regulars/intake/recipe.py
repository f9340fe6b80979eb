"""A recipe says how the files of one system become facts. It is reviewed data: TOML and SQL."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from regulars.contracts import CONTRACTS

SHIPPED: tuple[str, ...] = (
    "bprd",
    "cdnow",
    "google_reviews",
    "hubspot_contacts",
    "olist",
    "online_retail",
    "opera_reservations",
    "servicenow_incidents",
    "shopify_orders",
    "square_items",
    "stripe_payments",
    "woocommerce_orders",
    "zendesk_tickets",
)
"""Adding a recipe: its folder under `recipes/`, its fixture test, and its name here."""


@dataclass(frozen=True)
class Input:
    """One kind of file. `columns` are those that `rows` may name; empty: each line is one column
    `line_text`.

    A header fits that has all of `needs`; others may be there, for systems add columns over the
    years. Where `exact`, it has `columns` and nothing else. `also` maps other names that a column
    had to its name here. `always`: the recipe cannot do without a file of this kind.

    `rows` is SQL over the relation `file` (the columns as text, and `line`; a column that the file
    does not have is null). It gives one row for each, with `reject_reason`, `reject_column`,
    `reject_value` (null where the row is good) and `anonymous` (whether it names no customer).
    It may use the words of `words.py`.
    """

    name: str
    columns: tuple[str, ...]
    needs: tuple[str, ...]
    rows: str
    exact: bool = False
    always: bool = False
    also: Mapping[str, str] = field(default_factory=dict)

    def columns_as(self, header: tuple[str, ...]) -> tuple[str, ...] | None:
        """The header in this input's names, or None if it does not fit; what is not known here is
        called `extra_1`, `extra_2`, … in the order of the file."""
        if not self.columns:
            return None
        if self.exact:
            return header if header == self.columns else None
        known = {name.casefold(): name for name in self.columns}
        known |= {other.casefold(): name for other, name in self.also.items()}
        found: list[str] = []
        for number, name in enumerate(header, start=1):
            own = known.get(name.casefold())
            found.append(own if own is not None and own not in found else f"extra_{number}")
        return tuple(found) if set(self.needs) <= set(found) else None


@dataclass(frozen=True)
class Recipe:
    """`facts`: SQL over the inputs' good rows, giving `source_id` and a contract's columns.

    Null: `currency` None where the files tell it themselves, or nobody does.
    `asks_currency`: the files have amounts without saying of which currency.
    """

    name: str
    title: str
    source: str
    currency: str | None
    documented_at: str
    inputs: tuple[Input, ...]
    facts: dict[str, str]
    asks_currency: bool = False


@cache
def shipped_recipes() -> tuple[Recipe, ...]:
    """All recipes that come with Regulars."""
    folder = files("regulars.intake") / "recipes"
    return tuple(_loaded(folder / name) for name in SHIPPED)


def _loaded(folder: Traversable) -> Recipe:
    head = tomllib.loads((folder / "recipe.toml").read_text(encoding="utf-8"))
    inputs = tuple(_input(folder, name, said) for name, said in head["inputs"].items())
    facts = {
        contract.fact: path.read_text(encoding="utf-8")
        for contract in CONTRACTS
        if (path := folder / f"{contract.fact}.sql").is_file()
    }
    return Recipe(
        name=head["name"],
        title=head["title"],
        source=head["source"],
        currency=head.get("currency"),
        documented_at=head["documented_at"],
        inputs=inputs,
        facts=facts,
        asks_currency=head.get("asks_currency", False),
    )


def _input(folder: Traversable, name: str, said: list[str] | dict[str, Any]) -> Input:
    rows = (folder / f"{name}.rows.sql").read_text(encoding="utf-8")
    if isinstance(said, list):
        return Input(name, tuple(said), tuple(said), rows, exact=True)
    needs = tuple(said["needs"])
    return Input(
        name,
        columns=(*needs, *said.get("optional", ())),
        needs=needs,
        rows=rows,
        always=said.get("always", False),
        also=said.get("also", {}),
    )
