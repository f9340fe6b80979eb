"""A recipe says how the files of one system become facts. It is reviewed data: TOML and SQL."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from regulars.contracts import CONTRACTS

SHIPPED: tuple[str, ...] = ("cdnow", "online_retail")
"""Adding a recipe: its folder under `recipes/`, its fixture test, and its name here."""


@dataclass(frozen=True)
class Input:
    """One kind of file. `columns` is its header; empty: each line is one column `line_text`.

    `rows` is SQL over the relation `file` (the columns as text, and `line`). It gives one row
    for each, with `reason`, `reason_column`, `reason_value` (null where the row is good) and
    `anonymous` (whether it names no customer).
    """

    name: str
    columns: tuple[str, ...]
    rows: str


@dataclass(frozen=True)
class Recipe:
    """`facts`: SQL over the inputs' good rows, giving `source_id` and a contract's columns.

    Null: `currency` None where the files tell it themselves.
    """

    name: str
    title: str
    source: str
    currency: str | None
    documented_at: str
    inputs: tuple[Input, ...]
    facts: dict[str, str]


def shipped_recipes() -> tuple[Recipe, ...]:
    """All recipes that come with Regulars."""
    folder = files("regulars.intake") / "recipes"
    return tuple(_loaded(folder / name) for name in SHIPPED)


def _loaded(folder: Traversable) -> Recipe:
    head = tomllib.loads((folder / "recipe.toml").read_text(encoding="utf-8"))
    inputs = tuple(
        Input(name, tuple(columns), (folder / f"{name}.rows.sql").read_text(encoding="utf-8"))
        for name, columns in head["inputs"].items()
    )
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
    )
