"""Every table of the truth is declared, each column with its meaning, and is as declared."""

from __future__ import annotations

import math

import pytest

from regulars.world import World, make_world
from regulars.world.life.care_kinds import CARE_KINDS, CARE_OF_PLAY
from regulars.world.truth.catalogue import TRUTH
from regulars.world.truth.table import TruthTable


def test_the_truth_has_the_declared_tables(world: World) -> None:
    assert set(world.truth) == {table.name for table in TRUTH}


@pytest.mark.parametrize("table", TRUTH, ids=lambda table: table.name)
def test_a_table_has_the_declared_columns_types_and_nulls(world: World, table: TruthTable) -> None:
    made = world.truth[table.name]
    assert made.num_rows > 0
    assert made.column_names == [column.name for column in table.columns]
    for column in table.columns:
        values = made.column(column.name)
        assert values.type == column.type
        assert column.null is not None or values.null_count == 0, column.name
        assert column.description.endswith("."), column.name
        if column.name.startswith(("chance_", "stays_")):
            assert all(0 <= value <= 1 for value in values.to_pylist())
        if str(values.type) == "double":
            assert not any(math.isnan(v) or math.isinf(v) for v in values.drop_null().to_pylist())


def test_customers_of_the_truth_are_those_of_the_facts(world: World) -> None:
    known = set(
        zip(
            world.facts["customer"]["source"].to_pylist(),
            world.facts["customer"]["source_id"].to_pylist(),
            strict=True,
        )
    )
    for name in ("response", "trouble", "exposure", "white_space", "account", "fit"):
        table = world.truth[name]
        pairs = zip(table["source"].to_pylist(), table["source_id"].to_pylist(), strict=True)
        assert set(pairs) <= known, name


def test_every_play_of_the_history_is_care_of_a_kind(world: World) -> None:
    assert set(world.facts["care"]["play"].to_pylist()) <= set(CARE_OF_PLAY)
    assert set(CARE_OF_PLAY.values()) <= set(CARE_KINDS)


def test_a_world_is_made_again_from_what_it_was_made_with(world: World) -> None:
    [arguments] = world.truth["world"].to_pylist()
    again = make_world(**arguments)
    assert all(again.facts[fact].equals(table) for fact, table in world.facts.items())
    assert all(again.truth[name].equals(table) for name, table in world.truth.items())
