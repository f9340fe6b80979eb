"""What a person chose on a form for each file, as the words of an import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from regulars.intake.heads import delimiter_of
from regulars.intake.recognise import Asked, FileAsked
from regulars.intake.saved_recipe import SavedRecipe, checked

BY_COLUMNS = "columns"
"""A file whose columns were chosen one by one."""


def asked_of(said: Mapping[str, Any], *, saved: Sequence[SavedRecipe]) -> Asked:
    """How the files of an upload are to be read.

    Shape: `said` has `files`, by name: `recipe` (a recipe's name, or `columns`), `delimiter`,
           `sheet`, `fact`, `header`, `columns` and `constants` (by the fact's names), `values`
           (words, by the fact's names), `dates` (by the file's names), `source`; some or none.
    Raises: RecipeWrong, with what the columns lack.
    """
    by_name = {one.name: one for one in saved}
    files = said.get("files", {})
    return Asked(
        saved=tuple(saved),
        by_file={name: _file_asked(one, by_name) for name, one in files.items()},
    )


def found_by_themselves(said: Mapping[str, Any], *, saved: Sequence[SavedRecipe]) -> Asked:
    """The same for finding out what the files are: only how they are cut is said."""
    return Asked(
        saved=tuple(saved),
        by_file={
            name: FileAsked(delimiter=_delimiter(one), sheet=one.get("sheet") or None)
            for name, one in said.get("files", {}).items()
        },
    )


def layout_of(one: Mapping[str, Any], *, name: str) -> SavedRecipe:
    """The layout of a file whose columns were chosen. Raises: RecipeWrong."""
    columns = {own: theirs for own, theirs in one.get("columns", {}).items() if theirs}
    theirs = {name: own for own, name in columns.items()}
    recipe = SavedRecipe(
        name=name,
        fact=one.get("fact", ""),
        header=tuple(one.get("header", ())),
        columns=columns,
        constants={own: text for own, text in one.get("constants", {}).items() if text},
        values={
            own: {word: ours for word, ours in words.items() if ours}
            for own, words in one.get("values", {}).items()
            if own in columns and any(words.values())
        },
        dates={theirs[name]: way for name, way in one.get("dates", {}).items() if name in theirs},
        source=one.get("source") or None,
        delimiter=_delimiter(one),
        currency=one.get("currency") or None,
        zone=one.get("zone") or None,
    )
    return checked("the chosen columns", name, one.get("fact"), recipe)


def _delimiter(one: Mapping[str, Any]) -> str | None:
    return delimiter_of(one.get("delimiter") or None)


def _file_asked(one: Mapping[str, Any], saved: Mapping[str, SavedRecipe]) -> FileAsked:
    recipe = one.get("recipe") or None
    found = FileAsked(recipe, _delimiter(one), one.get("sheet") or None)
    if recipe == BY_COLUMNS or (not recipe and one.get("dates") and one.get("columns")):
        return replace(found, recipe=None, layout=layout_of(one, name="said"))
    kept = saved.get(recipe or "")
    if kept is not None and one.get("dates"):
        theirs = {name: own for own, name in kept.columns.items()}
        more = {theirs[name]: way for name, way in one["dates"].items() if name in theirs}
        return replace(found, recipe=None, layout=replace(kept, dates={**kept.dates, **more}))
    return found
