"""A user's own recipe: which columns of a file are which of a fact's, kept in the book's folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import tomlkit

from regulars.contracts import BY_FACT, Contract
from regulars.errors import RegularsError
from regulars.intake.dates import DAY_FIRST, MONTH_FIRST
from regulars.intake.own_columns import IMPORTABLE, columns_as, fact_of, needed_names
from regulars.intake.recipe import SHIPPED

FOLDER = "recipes"
FACTS = tuple(contract.fact for contract in IMPORTABLE)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
SETTINGS = ("source", "delimiter", "currency", "zone")
TEXTS = ("fact", *SETTINGS, "title")
MAPS = ("columns", "constants", "values", "dates")
FIELDS = frozenset({*TEXTS, *MAPS, "header"})


class RecipeWrong(RegularsError):
    """A saved recipe, or the mapping that would make one, does not say what it has to."""

    exit_code = 3


@dataclass(frozen=True)
class SavedRecipe:
    """`columns` maps names of the fact (`customer_id`, `amount`) to the file's; `constants` gives
    values to those that the file does not have; `values` maps a column's words to the fact's.

    Shape: `header` is the whole first line by which the file is told again; `dates` by the fact's
           names, or by "" for all.
    Null:  `currency`, `delimiter`, `source`, `zone` (of times without an offset) None where
           nothing is said.
    """

    name: str
    fact: str
    header: tuple[str, ...]
    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    delimiter: str | None = None
    currency: str | None = None
    zone: str | None = None

    @property
    def contract(self) -> Contract:
        return BY_FACT[self.fact]

    @property
    def fixed(self) -> dict[str, str]:
        """Every constant, the source among them, by the contract's own names."""
        said = {**self.constants, **({"source": self.source} if self.source else {})}
        return {self._own(name): value for name, value in said.items()}

    @property
    def words(self) -> dict[str, dict[str, str]]:
        return {self._own(name): dict(words) for name, words in self.values.items()}

    @property
    def ways(self) -> dict[str, str]:
        """How dates are written, by the contract's own names."""
        return {name and self._own(name): way for name, way in self.dates.items()}

    def columns_as(self, header: tuple[str, ...]) -> tuple[str, ...] | None:
        """The header in the contract's names; None if it lacks a column that is mapped."""
        own = {theirs: self._own(name) for name, theirs in self.columns.items()}
        if not set(own) <= set(header):
            return None
        return tuple(own.get(name, f"extra_{n}") for n, name in enumerate(header, start=1))

    def _own(self, name: str) -> str:
        listed = (*self.columns, *self.constants)
        found = columns_as(self.contract, listed)
        assert found is not None, "checked when it was read"
        return dict(zip(listed, found, strict=True)).get(name, name)


def saved_recipes(folder: Path) -> tuple[SavedRecipe, ...]:
    """Those of the book in `folder`, by name. Raises: RecipeWrong for the first that is wrong."""
    return tuple(_read(path) for path in sorted((folder / FOLDER).glob("*.toml")))


def mapped(
    *, header: tuple[str, ...], mapping: Mapping[str, str], fact: str | None, name: str
) -> SavedRecipe:
    """The recipe of a mapping that was said for a file; its other known columns are as they are.

    Raises: RecipeWrong.
    """
    where = "--map"
    missing = [theirs for theirs in mapping.values() if theirs not in header]
    if missing:
        raise RecipeWrong(
            f"The file has no column “{missing[0]}”; it has {', '.join(header)[:300]}. "
            "Nothing was imported. Correct --map."
        )
    columns = {**_known(header, mapping, fact), **mapping}
    return _checked(where, name, fact, SavedRecipe(name, fact or "", header, columns))


def save_recipe(recipe: SavedRecipe, *, folder: Path) -> Path:
    """Write the recipe into the book's folder. Raises: RecipeWrong for a name that is taken."""
    path = place_of(recipe.name, folder=folder)
    said: dict[str, Any] = {"fact": recipe.fact}
    for one in SETTINGS:
        if getattr(recipe, one) is not None:
            said[one] = getattr(recipe, one)
    said["header"] = list(recipe.header)
    for one in MAPS:
        if getattr(recipe, one):
            said[one] = dict(getattr(recipe, one))
    path.parent.mkdir(exist_ok=True)
    path.write_text(tomlkit.dumps(said), encoding="utf-8")
    return path


def place_of(name: str, *, folder: Path) -> Path:
    """Where a new recipe is kept. Raises: RecipeWrong for a name that is taken, or is none."""
    path = folder / FOLDER / f"{name}.toml"
    if NAME.fullmatch(name) is None:
        raise RecipeWrong(
            f"“{name}” cannot name a recipe. Use letters, digits, - and _, e.g. till."
        )
    if path.exists() or name in SHIPPED:
        raise RecipeWrong(f"There is a recipe {name} already. Choose another name.")
    return path


def _known(header: tuple[str, ...], mapping: Mapping[str, str], fact: str | None) -> dict[str, str]:
    """Columns that bear a name of the fact already and are not spoken for."""
    left = [name for name in header if name not in mapping.values()]
    found: dict[str, str] = {}
    for name in left:
        trial = (*mapping, *found, name)
        fits = fact_of(trial) if fact is None else columns_as(BY_FACT[fact], trial)
        if fits is not None:
            found[name] = name
    return found


def _read(path: Path) -> SavedRecipe:
    where = f"{FOLDER}/{path.name}"
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeWrong(f"{where} is not TOML: {error}. Correct that line.") from error
    if unknown := sorted(set(said) - FIELDS):
        raise RecipeWrong(
            f"{where}: there is no field `{unknown[0]}`. Those there are: "
            f"{', '.join(sorted(FIELDS))}."
        )
    for name in TEXTS:
        _expect(where, name, said.get(name, ""), str, "a text in quotes")
    for name in MAPS:
        _expect(where, name, said.get(name, {}), dict, f"a table [{name}]")
    header = said.get("header", [])
    _expect(where, "header", header, list, 'a list like ["Client No", "Total"]')
    for table in (
        "columns",
        "constants",
        "dates",
        *(f"values.{n}" for n in said.get("values", {})),
    ):
        part, _, of = table.partition(".")
        inner = said.get(part, {}).get(of, {}) if of else said.get(part, {})
        _expect(where, table, inner, dict, f"a table [{table}]")
        for key, value in inner.items():
            _expect(where, f"{table}.{key}", value, str, "a text in quotes")
    for column, way in said.get("dates", {}).items():
        if way not in (DAY_FIRST, MONTH_FIRST):
            raise RecipeWrong(
                f"{where}: dates.{column} is {way!r}. It has to be {DAY_FIRST} or {MONTH_FIRST}."
            )
    if len(said.get("delimiter", ",")) != 1:
        raise RecipeWrong(
            f"{where}: delimiter is {said['delimiter']!r}. It has to be one character."
        )
    if said.get("zone", "UTC") not in available_timezones():
        raise RecipeWrong(f"{where}: zone is {said['zone']!r}. Write e.g. Asia/Kolkata.")
    recipe = SavedRecipe(
        name=path.stem,
        fact=said.get("fact", ""),
        header=tuple(map(str, header)),
        columns=said.get("columns", {}),
        constants=said.get("constants", {}),
        values=said.get("values", {}),
        dates=said.get("dates", {}),
        **{one: said.get(one) for one in SETTINGS},
    )
    return _checked(where, path.stem, said.get("fact"), recipe)


def _checked(where: str, name: str, fact: str | None, recipe: SavedRecipe) -> SavedRecipe:
    if not recipe.columns:
        raise RecipeWrong(
            f'{where}: no column is mapped. Write e.g. customer_id = "Client No" under [columns].'
        )
    listed = (*recipe.columns, *recipe.constants)
    twice = {one for one in recipe.columns.values() if list(recipe.columns.values()).count(one) > 1}
    if twice:
        raise RecipeWrong(f"{where}: “{min(twice)}” is mapped twice. Map each column once.")
    if fact:
        if fact not in FACTS:
            raise RecipeWrong(f"{where}: fact is “{fact}”. Those there are: {', '.join(FACTS)}.")
        if columns_as(BY_FACT[fact], listed) is None:
            raise RecipeWrong(_lacking(where, fact, listed))
        found = BY_FACT[fact]
    else:
        told = fact_of(listed)
        if told is None:
            raise RecipeWrong(
                f"{where}: which fact {', '.join(listed)} make is not clear. Say it (`--fact`, or "
                f"`fact =`): {', '.join(FACTS)}; the data dictionary has their columns."
            )
        found = told[0]
    for column in recipe.values:
        if column not in recipe.columns:
            raise RecipeWrong(
                f"{where}: [values.{column}] is of a column that is not mapped. Add it to "
                "[columns], or take the table out."
            )
    return SavedRecipe(**{**recipe.__dict__, "name": name, "fact": found.fact})


def _lacking(where: str, fact: str, listed: tuple[str, ...]) -> str:
    contract = BY_FACT[fact]
    return (
        f"{where}: {', '.join(listed)} do not make a file of {fact}. It needs "
        f"{', '.join(needed_names(contract))}, and may have {contract.file_key}, "
        f"{', '.join(contract.names)}."
    )


def _expect(where: str, name: str, value: Any, kind: type, cure: str) -> None:
    if not isinstance(value, kind):
        raise RecipeWrong(f"{where}: {name} is {value!r}. It has to be {cure}.")
