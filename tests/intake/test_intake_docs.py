"""docs/recipes.md names every fact that a file may hold and every recipe, as the code has them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regulars.intake.own_columns import IMPORTABLE, needed_names
from regulars.intake.recipe import Recipe, shipped_recipes

PAGE = (Path(__file__).parents[2] / "docs" / "recipes.md").read_text(encoding="utf-8")


def fact_row(contract: Any) -> str:
    needed = ", ".join(f"`{name}`" for name in needed_names(contract))
    return f"| {contract.fact} | {needed} | {contract.description} |"


def recipe_row(recipe: Recipe) -> str:
    always = [kind.name for kind in recipe.inputs if kind.always]
    facts = ", ".join(recipe.facts)
    files = f"{len(recipe.inputs)}, at least {' and '.join(always)}" if always else "1"
    return f"| `{recipe.name}` | {recipe.title} | {files} | {facts} | {recipe.documented_at} |"


@pytest.mark.parametrize("contract", IMPORTABLE, ids=lambda contract: contract.fact)
def test_every_fact_is_listed_with_the_columns_it_needs(contract: Any) -> None:
    assert fact_row(contract) in PAGE


@pytest.mark.parametrize("recipe", shipped_recipes(), ids=lambda recipe: recipe.name)
def test_every_recipe_is_listed_with_its_source(recipe: Recipe) -> None:
    assert recipe_row(recipe) in PAGE


def test_nothing_is_listed_that_there_is_not() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and " --- " not in line]
    heads = 2
    assert len(rows) == heads + len(IMPORTABLE) + len(shipped_recipes())


def test_what_is_left_out_is_named() -> None:
    assert "Booking.com" in PAGE.split("## Left out")[1]
