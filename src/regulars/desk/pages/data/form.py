"""What the form shows that says how files are to be read: plain values for the template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.core import get_global
from babel.numbers import get_currency_name
from django.utils.translation import gettext

from regulars.contracts import BY_FACT
from regulars.desk.formats.numbers import language
from regulars.desk.pages.data.form_columns import (
    COLUMNS_SHOWN,
    ColumnRow,
    Constant,
    Option,
    column_rows,
    constants_of,
)
from regulars.desk.pages.data.form_days import Days, days_of
from regulars.desk.pages.data.said import Looked, Said
from regulars.desk.words.columns import column_label
from regulars.desk.words.facts import fact_label
from regulars.desk.words.refusals import Refusal, refusal
from regulars.intake.guesses import USUAL, writable
from regulars.intake.own_columns import IMPORTABLE, needed_names
from regulars.intake.recipe import Recipe
from regulars.intake.said import BY_COLUMNS, layout_of
from regulars.intake.saved_recipe import RecipeWrong, SavedRecipe


@dataclass(frozen=True)
class FileForm:
    """One file of the upload on the form.

    Null: `rows` None where that is not known yet; `trouble` None where there is none.
    """

    mark: str
    name: str
    size_bytes: int
    rows: int | None
    seen_as: str
    trouble: Refusal | None
    readable: bool
    as_chosen: str
    as_options: tuple[Option, ...]
    known: tuple[tuple[str, str], ...]
    delimiter: str
    delimiters: tuple[Option, ...]
    sheet: str
    sheets: tuple[str, ...]
    by_columns: bool
    fact: str
    facts: tuple[Option, ...]
    targets: tuple[Option, ...]
    needed: frozenset[str]
    missing: tuple[str, ...]
    columns: tuple[ColumnRow, ...]
    columns_left: int
    constants: tuple[Constant, ...]
    days: tuple[Days, ...]
    source: str
    save_as: str


def file_forms(
    looked: Looked, said: Said, *, recipes: Sequence[Recipe], saved: Sequence[SavedRecipe]
) -> list[FileForm]:
    """The files in their order."""
    return [
        _file_form(
            one, said["files"].get(one["name"], {}), f"f{place}-",
            save_as=said.get("save_as", {}).get(one["name"], ""),
            ways=_ways_to_read(one, recipes, saved),
        )
        for place, one in enumerate(looked)
    ]  # fmt: skip


def currencies(chosen: str) -> list[Option]:
    """Those that are money somewhere today, by code, with their names."""
    now: set[str] = set()
    for entries in get_global("territory_currencies").values():
        now.update(code for code, _, until, tender in entries if until is None and tender)
    if chosen:
        now.add(chosen)
    return [
        (code, f"{code} · {get_currency_name(code, locale=language())}") for code in sorted(now)
    ]


def _ways_to_read(
    one: Mapping[str, Any], recipes: Sequence[Recipe], saved: Sequence[SavedRecipe]
) -> tuple[Option, ...]:
    first = [("", gettext("as recognised"))] if one["recognised"] else []
    own = [(BY_COLUMNS, gettext("I choose the columns"))]
    kept = [(recipe.name, recipe.name) for recipe in saved]
    return (*first, *own, *kept, *((recipe.name, recipe.title) for recipe in recipes))


def _file_form(
    one: Mapping[str, Any],
    mine: Mapping[str, Any],
    mark: str,
    *,
    save_as: str,
    ways: tuple[Option, ...],
) -> FileForm:
    by_columns = mine.get("recipe") == BY_COLUMNS
    fact = mine.get("fact", "") if by_columns or one["fact"] else ""
    targets = _targets(fact) if by_columns else ()
    needed = frozenset(needed_names(BY_FACT[fact])) if by_columns else frozenset()
    have = {*mine.get("columns", {}), *(k for k, v in mine.get("constants", {}).items() if v)}
    if {"date", "time"} & have:
        have |= {"date"}
    labels = dict(targets)
    return FileForm(
        mark=mark,
        name=one["name"],
        size_bytes=one["size_bytes"],
        rows=one["rows"],
        seen_as=_seen_as(one, dict(ways)),
        trouble=None if by_columns and _is_asked(one) else _trouble(one),
        readable=bool(one["header"]),
        as_chosen=mine.get("recipe", ""),
        as_options=ways,
        known=_known(one) if not by_columns else (),
        delimiter=mine.get("delimiter") or "",
        delimiters=_delimiters(one["delimiter"]) if one["kind"] == "text" else (),
        sheet=mine.get("sheet") or one["sheet"],
        sheets=tuple(one["sheets"]) if len(one["sheets"]) > 1 else (),
        by_columns=by_columns,
        fact=fact,
        facts=_facts() if by_columns else (),
        targets=targets,
        needed=needed,
        missing=tuple(
            labels[name] for name in sorted(needed - have) if name in labels and not _suffices(mine)
        ),
        columns=column_rows(one, mine, mark=mark, fact=fact) if by_columns else (),
        columns_left=max(len(one["header"]) - COLUMNS_SHOWN, 0) if by_columns else 0,
        constants=constants_of(mine, mark=mark, fact=fact) if by_columns else (),
        days=tuple(days_of(one, mine, mark=mark)),
        source=mine.get("source", ""),
        save_as=save_as,
    )


def _suffices(mine: Mapping[str, Any]) -> bool:
    """Whether the chosen columns make a file of their fact: its own number may tell enough."""
    try:
        layout_of(mine, name="said")
    except RecipeWrong:
        return False
    return True


def _seen_as(one: Mapping[str, Any], ways: dict[str, str]) -> str:
    if one["fact"] is not None and one["recognised"] == "own":
        return fact_label(one["fact"])
    return ways.get(one["recognised"] or "", one["recognised"] or "")


def _is_asked(one: Mapping[str, Any]) -> bool:
    """Whether the trouble is what the choosing of columns is there for."""
    return bool(one["trouble"]) and one["trouble"]["values"].get("why") in ("unknown", "several")


def _trouble(one: Mapping[str, Any]) -> Refusal | None:
    return refusal(one["trouble"]) if one["trouble"] else None


def _known(one: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Of a file of the facts' own names: its columns, and what each is."""
    if one["fact"] is None:
        return ()
    return tuple(
        (theirs, column_label(one["fact"], column)) for theirs, column in one["columns"].items()
    )


def _delimiters(found: str) -> tuple[Option, ...]:
    seen = gettext("tab") if found == "\t" else found
    return (
        ("", gettext("as found: %(mark)s") % {"mark": seen}),
        (",", gettext("comma ,")),
        (";", gettext("semicolon ;")),
        ("tab", gettext("tab")),
        ("|", gettext("bar |")),
    )


def _facts() -> tuple[Option, ...]:
    others = [contract.fact for contract in IMPORTABLE if contract.fact not in USUAL]
    return tuple((fact, fact_label(fact)) for fact in (*USUAL, *others))


def _targets(fact: str) -> tuple[Option, ...]:
    """The fact's columns: those that are needed, then the others in the contract's order."""
    own = writable(fact)
    needed = needed_names(BY_FACT[fact])
    first = [column for column, written in own.items() if written in needed]
    rest = [column for column in own if column not in first]
    return tuple((own[column], column_label(fact, column)) for column in (*first, *rest))
