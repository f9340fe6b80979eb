"""Every recipe is whole: its facts have their contract's columns, its source is written down."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regulars.contracts import BY_FACT
from regulars.engines import DuckDBEngine
from regulars.intake.recipe import SHIPPED, Recipe, shipped_recipes
from regulars.intake.recipe_files import define_absent_inputs
from regulars.intake.words import define_words

if TYPE_CHECKING:
    from collections.abc import Iterator

RECIPES = pytest.mark.parametrize("recipe", shipped_recipes(), ids=lambda recipe: recipe.name)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBEngine]:
    with DuckDBEngine(temporary=tmp_path_factory.mktemp("engine")) as engine:
        yield engine


def define_inputs(engine: DuckDBEngine, recipe: Recipe) -> None:
    """The recipe's inputs over empty files."""
    define_words(engine, zone="Asia/Dhaka", currency="BDT")
    define_absent_inputs(engine, recipe=recipe, made=set())


def test_all_folders_are_in_the_list() -> None:
    import regulars.intake

    [place] = regulars.intake.__path__
    assert sorted(path.name for path in (Path(place) / "recipes").iterdir()) == sorted(SHIPPED)


@RECIPES
def test_a_recipe_says_where_its_files_are_described(recipe: Recipe) -> None:
    assert recipe.title
    assert recipe.documented_at
    assert re.fullmatch(r"[a-z_]+", recipe.source)
    assert recipe.facts


@RECIPES
def test_its_rows_tell_line_reason_and_whether_they_are_anonymous(
    engine: DuckDBEngine, recipe: Recipe
) -> None:
    define_inputs(engine, recipe)
    for kind in recipe.inputs:
        columns = engine.arrow(f"SELECT * FROM {kind.name}").column_names
        assert {"line", "reject_reason", "reject_column", "reject_value", "anonymous"} <= set(
            columns
        )


@RECIPES
def test_its_facts_have_the_columns_of_their_contract(engine: DuckDBEngine, recipe: Recipe) -> None:
    define_inputs(engine, recipe)
    for fact, sql in recipe.facts.items():
        found = set(engine.arrow(f"SELECT * FROM ({sql})").column_names)
        derived = {"customer_source", "other_source"}
        contract = BY_FACT[fact]
        needed = {column.name for column in contract.columns if not column.may_be_null}
        assert {"source_id", *needed} - derived <= found, fact
        assert found <= {"source", "source_id", "line", "file_number", *contract.names}, fact


@RECIPES
def test_its_facts_take_only_values_that_the_contract_allows(
    engine: DuckDBEngine, recipe: Recipe
) -> None:
    for fact, sql in recipe.facts.items():
        for column in BY_FACT[fact].columns:
            for case in re.findall(rf"CASE((?:(?!CASE).)*?)END AS {column.name}\b", sql, re.DOTALL):
                told = set(re.findall(r"(?:THEN|ELSE) '(\w+)'", case))
                assert not column.choices or told <= set(column.choices), (fact, column.name)
