"""Which recipe reads a file, told by its header or by the user."""

from __future__ import annotations

import csv
from dataclasses import dataclass

from regulars.contracts import Contract
from regulars.engines.duckdb_text import Layout
from regulars.errors import RegularsError
from regulars.intake.own_columns import IMPORTABLE, fact_of, needed_names
from regulars.intake.recipe import Input, Recipe, shipped_recipes
from regulars.intake.staging import StagedFile

OWN = "own"
"""Name of the recipe that takes the contracts' own columns."""

DELIMITERS = (",", ";", "\t", "|")


class UnknownLayout(RegularsError):
    """No recipe fits the file."""

    exit_code = 3


@dataclass(frozen=True)
class Recognised:
    """A staged file and how it is read: by an input of a recipe, or as a fact's own columns.

    Shape: `header` has the columns as the file writes them, in the order of `layout.columns`.
    """

    file: StagedFile
    layout: Layout
    header: tuple[str, ...]
    recipe: Recipe | None
    input: Input | None
    contract: Contract | None


def recognise(file: StagedFile, *, recipe: str | None) -> Recognised:
    """Find the recipe of a file; `recipe` names it where the user said so.

    Raises: UnknownLayout, with the header seen and what would fit.
    """
    known = shipped_recipes()
    names = (OWN, *(one.name for one in known))
    if recipe is not None and recipe not in names:
        raise UnknownLayout(
            f"There is no recipe called {recipe}. Those there are: {', '.join(names)}."
        )
    delimiter = _delimiter(file.sample)
    header = _header(file.sample[0], delimiter)
    for one in known:
        for kind in one.inputs:
            if recipe == one.name and not kind.columns:
                whole = ("line_text",)
                return Recognised(file, Layout(None, "", whole, 0), whole, one, kind, None)
    fitting = [
        Recognised(file, Layout(delimiter, '"', columns, 1), header, one, kind, None)
        for one in known
        for kind in one.inputs
        if recipe in (None, one.name) and (columns := kind.columns_as(header)) is not None
    ]
    if len(fitting) > 1:
        names_fitting = ", ".join(one.recipe.name for one in fitting if one.recipe)
        raise UnknownLayout(
            f"{file.name} could be of several systems ({names_fitting}). Nothing was imported. "
            "Say which recipe reads it, e.g. `--recipe " + names_fitting.split(",")[0] + "`."
        )
    if fitting:
        return fitting[0]
    if recipe in (None, OWN) and (own := fact_of(header)) is not None:
        contract, columns = own
        return Recognised(file, Layout(delimiter, '"', columns, 1), header, None, None, contract)
    raise UnknownLayout(_cure(file, header, recipe, known))


def _delimiter(sample: tuple[str, ...]) -> str:
    counts = {mark: sample[0].count(mark) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: counts[mark])


def _header(line: str, delimiter: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in next(csv.reader([line], delimiter=delimiter), []))


def _cure(
    file: StagedFile, header: tuple[str, ...], recipe: str | None, known: tuple[Recipe, ...]
) -> str:
    seen = ", ".join(header)[:300]
    if recipe is not None:
        return (
            f"{file.name} does not fit the recipe {recipe}: its first line is “{seen}”. "
            "Nothing was imported. Leave out --recipe to have the file recognised."
        )
    facts = "; ".join(
        f"{contract.fact}: {', '.join(needed_names(contract))}" for contract in IMPORTABLE
    )
    named = ", ".join(one.name for one in known if not all(kind.columns for kind in one.inputs))
    return (
        f"The columns of {file.name} are not known: “{seen}”. Nothing was imported. "
        f"Name the columns in its first line as one of these facts does — {facts} — (these are "
        "needed; docs/data-dictionary.md has all) "
        f"or say which recipe reads it: --recipe {named}."
    )
