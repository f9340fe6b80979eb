"""A user's own recipe: which columns of a file are which of a fact's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from regulars.contracts import BY_FACT, Contract
from regulars.errors import RegularsError
from regulars.intake.own_columns import IMPORTABLE, columns_as, fact_of, needed_names

FACTS = tuple(contract.fact for contract in IMPORTABLE)


class RecipeWrong(RegularsError):
    """A saved recipe, or the mapping that would make one, does not say what it has to.

    `why` is `name`, `name_taken`, `lacking` (columns, in `named`), `twice` (a column, likewise),
    or `file` for whatever else a file of the folder `recipes` says.
    """

    exit_code = 3

    def __init__(self, message: str, *, why: str = "file", named: str = "") -> None:
        self.why, self.named = why, named
        super().__init__(message)


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
    return checked(where, name, fact, SavedRecipe(name, fact or "", header, columns))


def checked(where: str, name: str, fact: str | None, recipe: SavedRecipe) -> SavedRecipe:
    """The recipe under this name, of the fact that its columns make; `where` is told in errors.

    Raises: RecipeWrong.
    """
    if not recipe.columns:
        raise RecipeWrong(
            f'{where}: no column is mapped. Write e.g. customer_id = "Client No" under [columns].'
        )
    listed = (*recipe.columns, *recipe.constants)
    twice = {one for one in recipe.columns.values() if list(recipe.columns.values()).count(one) > 1}
    if twice:
        raise RecipeWrong(
            f"{where}: “{min(twice)}” is mapped twice. Map each column once.",
            why="twice",
            named=min(twice),
        )
    if fact:
        if fact not in FACTS:
            raise RecipeWrong(f"{where}: fact is “{fact}”. Those there are: {', '.join(FACTS)}.")
        if columns_as(BY_FACT[fact], listed) is None:
            raise RecipeWrong(
                _lacking(where, fact, listed),
                why="lacking",
                named=", ".join(needed_names(BY_FACT[fact])),
            )
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


def _lacking(where: str, fact: str, listed: tuple[str, ...]) -> str:
    contract = BY_FACT[fact]
    return (
        f"{where}: {', '.join(listed)} do not make a file of {fact}. It needs "
        f"{', '.join(needed_names(contract))}, and may have {contract.file_key}, "
        f"{', '.join(contract.names)}."
    )
