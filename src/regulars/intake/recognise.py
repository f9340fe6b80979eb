"""Which recipe reads a file, told by its header or by the user."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from regulars.contracts import Contract
from regulars.engines.duckdb_text import Layout
from regulars.errors import RegularsError
from regulars.intake.corrected import is_ours, put_back, without_ours
from regulars.intake.heads import Head, heads
from regulars.intake.own_columns import IMPORTABLE, fact_of, needed_names
from regulars.intake.recipe import Input, Recipe, shipped_recipes
from regulars.intake.saved_recipe import SavedRecipe, mapped
from regulars.intake.staging import Kind, StagedFile

OWN = "own"
"""Name of the recipe that takes the contracts' own columns."""


class UnknownLayout(RegularsError):
    """No recipe fits the file, or several do. `why` is one of `UNKNOWN`.

    `named` is what the reason speaks of: a column, a recipe, the recipes that fit.
    """

    exit_code = 3

    def __init__(self, message: str, *, why: str, file: str = "", named: str = "") -> None:
        assert why in UNKNOWN
        self.why, self.file, self.named = why, file, named
        super().__init__(message)


UNKNOWN = (
    *("unknown", "several", "no_such_recipe", "does_not_fit", "column_missing", "column_twice"),
)


@dataclass(frozen=True)
class FileAsked:
    """What the user said of one file. Null: nothing was said, or it is as for all files."""

    recipe: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    layout: SavedRecipe | None = None
    """Its columns, one by one, and what else a saved recipe can say."""


@dataclass(frozen=True)
class Asked:
    """What the user said of how the files are to be read. Null: nothing was said."""

    recipe: str | None = None
    delimiter: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    fact: str | None = None
    saved: tuple[SavedRecipe, ...] = ()
    """The book's own recipes."""
    sheet: str | None = None
    layout: SavedRecipe | None = None
    by_file: Mapping[str, FileAsked] = field(default_factory=dict)
    """By a file's name; what is said of one file goes before what is said of all."""

    def of(self, file: str) -> Asked:
        """What was said of one file."""
        one = self.by_file.get(file)
        if one is None:
            return self
        return replace(
            self,
            recipe=one.recipe or self.recipe,
            delimiter=one.delimiter or self.delimiter,
            sheet=one.sheet or self.sheet,
            layout=one.layout,
        )


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
    saved: SavedRecipe | None = None

    @property
    def name(self) -> str:
        return self.recipe.name if self.recipe else self.saved.name if self.saved else OWN

    @property
    def rows(self) -> str:
        """The table of its good rows."""
        return self.input.name if self.input else self.contract.fact if self.contract else ""

    @property
    def corrected(self) -> bool:
        """Whether it is a file of rejects that comes back."""
        return any(is_ours(name) for name in self.layout.columns)


def recognise(file: StagedFile, *, asked: Asked) -> Recognised:
    """Find the recipe of a file; `asked.recipe` names it where the user said so.

    Raises: UnknownLayout, with the header seen and what would fit; RecipeWrong.
    """
    asked = asked.of(file.name)
    known = shipped_recipes()
    names = (OWN, *(one.name for one in known), *(one.name for one in asked.saved))
    if asked.recipe is not None and asked.recipe not in names:
        raise UnknownLayout(
            f"There is no recipe called {asked.recipe}. Those there are: {', '.join(names)}.",
            why="no_such_recipe",
            named=asked.recipe,
        )
    for one in known:
        for kind in one.inputs:
            if asked.recipe == one.name and not kind.columns:
                whole = ("line_text",)
                return Recognised(file, Layout(None, "", whole, 0), whole, one, kind, None)
    for head in heads(file, delimiter=asked.delimiter):
        if found := _found(file, without_ours(head), asked, known):
            return put_back(found, head)
    for saved in asked.saved if asked.layout is None else ():
        for head in heads(file, delimiter=saved.delimiter) if saved.delimiter else ():
            if (found := _as_saved(file, head, saved, asked)) is not None:
                return found
    raise _unknown(file, asked, known)


def _found(
    file: StagedFile, head: Head, asked: Asked, known: tuple[Recipe, ...]
) -> Recognised | None:
    if asked.layout is not None:
        return _as_saved(file, head, asked.layout, asked)
    if asked.mapping:
        if not set(asked.mapping.values()) <= set(head.names):
            return None
        made = mapped(header=head.names, mapping=asked.mapping, fact=asked.fact, name="said")
        return _as_saved(file, head, made, asked)
    for saved in asked.saved:
        if (own := _as_saved(file, head, saved, asked)) is not None:
            return own
    fitting = list(_shipped(file, head, asked, known))
    if len(fitting) > 1:
        names = ", ".join(one.name for one in fitting)
        raise UnknownLayout(
            f"{file.name} could be of several systems ({names}). Nothing was imported. "
            f"Say which recipe reads it, e.g. `--recipe {fitting[0].name}`.",
            why="several",
            file=file.name,
            named=names,
        )
    if fitting:
        return fitting[0]
    if asked.recipe in (None, OWN) and (fact := fact_of(head.names)) is not None:
        contract, columns = fact
        return Recognised(file, _layout(head, columns), head.names, None, None, contract)
    return None


def _shipped(
    file: StagedFile, head: Head, asked: Asked, known: tuple[Recipe, ...]
) -> Iterator[Recognised]:
    for one in known:
        for kind in one.inputs:
            if asked.recipe in (None, one.name):
                columns = kind.columns_as(head.names)
                if columns is not None:
                    yield Recognised(file, _layout(head, columns), head.names, one, kind, None)


def _as_saved(file: StagedFile, head: Head, saved: SavedRecipe, asked: Asked) -> Recognised | None:
    named = asked.recipe == saved.name or bool(asked.mapping) or saved is asked.layout
    if not named and (asked.recipe is not None or head.names != saved.header):
        return None
    columns = saved.columns_as(head.names)
    if columns is None:
        return None
    return Recognised(file, _layout(head, columns), head.names, None, None, saved.contract, saved)


def _layout(head: Head, columns: tuple[str, ...]) -> Layout:
    return Layout(head.delimiter, '"', columns, head.line)


def _unknown(file: StagedFile, asked: Asked, known: tuple[Recipe, ...]) -> UnknownLayout:
    head = next(iter(heads(file, delimiter=asked.delimiter)), None)
    names = head.names if head else ()
    seen = ", ".join(names)[:300]
    if asked.recipe is not None:
        return UnknownLayout(
            f"{file.name} does not fit the recipe {asked.recipe}: its first line is “{seen}”. "
            "Nothing was imported. Leave out --recipe to have the file recognised.",
            why="does_not_fit",
            file=file.name,
            named=asked.recipe,
        )
    mapping = asked.layout.columns if asked.layout else asked.mapping
    if mapping:
        missing = [*(one for one in mapping.values() if one not in names), ""]
        return UnknownLayout(
            f"{file.name} has no column “{missing[0]}”: its first line is “{seen}”. "
            "Nothing was imported. Correct --map.",
            why="column_missing",
            file=file.name,
            named=missing[0],
        )
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        return UnknownLayout(
            f"{file.name} has two columns called “{twice[0]}”. Nothing was imported. "
            "Rename or remove one of them.",
            why="column_twice",
            file=file.name,
            named=twice[0],
        )
    facts = "; ".join(
        f"{contract.fact}: {', '.join(needed_names(contract))}" for contract in IMPORTABLE
    )
    named = ", ".join(one.name for one in known if not all(kind.columns for kind in one.inputs))
    what = "keys" if file.kind is Kind.JSON else "columns"
    return UnknownLayout(
        f"The {what} of {file.name} are not known: “{seen}”. Nothing was imported. "
        f"Name the columns in its first line as one of these facts does — {facts} — (these are "
        "needed; docs/data-dictionary.md has all), "
        'or say which are which: `--map customer_id="Client No"`, '
        f"or say which recipe reads it: --recipe {named}.",
        why="unknown",
        file=file.name,
        named=seen,
    )
