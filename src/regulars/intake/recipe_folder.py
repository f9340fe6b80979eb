"""The user's own recipes as files of the book's folder: read, checked, written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import tomlkit

from regulars.intake.dates import DAY_FIRST, MONTH_FIRST
from regulars.intake.recipe import SHIPPED
from regulars.intake.saved_recipe import RecipeWrong, SavedRecipe, checked

FOLDER = "recipes"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
SETTINGS = ("source", "delimiter", "currency", "zone")
TEXTS = ("fact", *SETTINGS, "title")
MAPS = ("columns", "constants", "values", "dates")
FIELDS = frozenset({*TEXTS, *MAPS, "header"})


def saved_recipes(folder: Path) -> tuple[SavedRecipe, ...]:
    """Those of the book in `folder`, by name. Raises: RecipeWrong for the first that is wrong."""
    return tuple(_read(path) for path in sorted((folder / FOLDER).glob("*.toml")))


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


def drop_recipe(name: str, *, folder: Path) -> None:
    """Remove a recipe of the book. Raises: RecipeWrong where there is none by this name."""
    path = folder / FOLDER / f"{name}.toml"
    if NAME.fullmatch(name) is None or not path.is_file():
        raise RecipeWrong(
            f"This book has no recipe {name} of its own. Nothing was removed.",
            why="name",
            named=name,
        )
    path.unlink()


def place_of(name: str, *, folder: Path) -> Path:
    """Where a new recipe is kept. Raises: RecipeWrong for a name that is taken, or is none."""
    path = folder / FOLDER / f"{name}.toml"
    if NAME.fullmatch(name) is None:
        raise RecipeWrong(
            f"“{name}” cannot name a recipe. Use letters, digits, - and _, e.g. till.",
            why="name",
            named=name,
        )
    if path.exists() or name in SHIPPED:
        raise RecipeWrong(
            f"There is a recipe {name} already. Choose another name.",
            why="name_taken",
            named=name,
        )
    return path


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
    return checked(where, path.stem, said.get("fact"), recipe)


def _expect(where: str, name: str, value: Any, kind: type, cure: str) -> None:
    if not isinstance(value, kind):
        raise RecipeWrong(f"{where}: {name} is {value!r}. It has to be {cure}.")
