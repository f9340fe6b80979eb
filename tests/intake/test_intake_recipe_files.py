"""Which header fits a recipe that needs some columns and knows more; what is missing of a set."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from regulars.contracts import CONTRACTS
from regulars.intake.recipe import Input, shipped_recipes
from regulars.intake.recipe_files import FilesMissing, ask_for_missing

if TYPE_CHECKING:
    from regulars.intake.recognise import Recognised

SALES = Input("sales", ("Id", "Total", "Note"), ("Id", "Total"), "", also={"Nr": "Id"})


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("Id,Total", "Id,Total"),
        ("Total,Id,Note", "Total,Id,Note"),
        ("id,TOTAL", "Id,Total"),
        ("Nr,Total", "Id,Total"),
        ("Id,Total,Colour,,Size", "Id,Total,extra_3,extra_4,extra_5"),
        ("Id,Total,Total", "Id,Total,extra_3"),
    ],
)
def test_columns_may_be_added_moved_and_left_out(header: str, columns: str) -> None:
    assert SALES.columns_as(tuple(header.split(","))) == tuple(columns.split(","))


@pytest.mark.parametrize("header", ["Id", "Total,Note", "Id,Totals", ""])
def test_a_column_that_is_needed_is_needed(header: str) -> None:
    assert SALES.columns_as(tuple(header.split(","))) is None


def test_an_exact_header_takes_nothing_more() -> None:
    exact = Input("sales", ("Id", "Total"), ("Id", "Total"), "", exact=True)
    assert exact.columns_as(("Id", "Total")) == ("Id", "Total")
    assert exact.columns_as(("Id", "Total", "Note")) is None
    assert exact.columns_as(("Total", "Id")) is None


KINDS = [(one.name, kind) for one in shipped_recipes() for kind in one.inputs if kind.columns]


def test_no_two_kinds_of_file_claim_one_header() -> None:
    for (_, one), (_, other) in permutations(KINDS, 2):
        assert one.columns_as(other.columns) is None, (one.name, other.name)
        assert one.columns_as(other.needs) is None, (one.name, other.name)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.fact)
def test_no_recipe_claims_a_contract_s_own_columns(contract: Any) -> None:
    for key in (contract.file_key, "source_id"):
        header = (key, "source", *contract.names)
        assert not [name for name, kind in KINDS if kind.columns_as(header)]


def test_a_set_that_lacks_a_file_is_told_which() -> None:
    from types import SimpleNamespace

    people = Input("people", ("Id", "Name"), ("Id", "Name"), "", always=True)
    recipe = SimpleNamespace(name="shop", inputs=(SALES, people))
    files: Any = [SimpleNamespace(recipe=recipe, input=SALES)]
    with pytest.raises(FilesMissing, match=r"there is no file of people \(its columns: Id, Name\)"):
        ask_for_missing(files)
    whole: list[Recognised] = [*files, SimpleNamespace(recipe=recipe, input=people)]  # type: ignore[list-item]
    ask_for_missing(whole)
