"""The files of a recipe that are not there, and the columns that they do not have."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import quoted
from regulars.errors import RegularsError
from regulars.intake.recipe import Input, Recipe
from regulars.intake.recognise import Recognised


class FilesMissing(RegularsError):
    """A set of files lacks some that the others mean nothing without: `kinds`, in words."""

    exit_code = 3

    def __init__(self, *, recipe: str, kinds: str) -> None:
        self.recipe, self.kinds = recipe, kinds
        super().__init__(
            f"The recipe {recipe} cannot read these files by themselves: there is no file of "
            f"{kinds}. Nothing was imported. Import all of them in one command."
        )


def ask_for_missing(files: Sequence[Recognised]) -> None:
    """See that a recipe's set has all the files that it cannot do without.

    Raises: FilesMissing, naming each by its kind and the columns that it has.
    """
    recipe = files[0].recipe
    if recipe is None:
        return
    held = {one.input.name for one in files if one.input}
    missing = [kind for kind in recipe.inputs if kind.always and kind.name not in held]
    if missing:
        told = "; ".join(f"{kind.name} (its columns: {', '.join(kind.needs)})" for kind in missing)
        raise FilesMissing(recipe=recipe.name, kinds=told)


def absent_columns(one: Recognised) -> str:
    """SQL that adds the columns that the recipe knows and the file has not, as nulls."""
    if one.input is None:
        return ""
    absent = [name for name in one.input.columns if name not in one.layout.columns]
    return "".join(f", NULL::VARCHAR AS {quoted(name)}" for name in absent)


def define_absent_inputs(
    engine: DuckDBEngine, *, recipe: Recipe | None, made: AbstractSet[str]
) -> None:
    """Make an empty table of each kind of file that did not come."""
    for kind in recipe.inputs if recipe else ():
        if kind.name not in made:
            define_nothing(engine, kind)


def define_nothing(engine: DuckDBEngine, kind: Input) -> None:
    """Make the input's table as an empty file would."""
    columns = kind.columns or ("line_text",)
    nothing = ", ".join(f"NULL::VARCHAR AS {quoted(name)}" for name in columns)
    engine.define_table("nothing", f"SELECT {nothing}, 0::BIGINT AS line LIMIT 0")
    engine.define_view("file", 'SELECT * FROM "nothing"')
    engine.define_table(kind.name, f"SELECT *, 1 AS file_number FROM ({kind.rows})")
