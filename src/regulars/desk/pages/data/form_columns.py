"""The part of the form where each column of a file is chosen to be one of a fact's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from regulars.contracts import BY_FACT, Type
from regulars.desk.pages.data.said import plain
from regulars.desk.words.choices import choice_label
from regulars.desk.words.columns import column_label
from regulars.intake.guesses import guessed_value, writable
from regulars.intake.own_columns import needed_names
from regulars.intake.own_names import whole_name
from regulars.intake.who_sent import in_a_file

COLUMNS_SHOWN = 120
"""Exports have tens of columns; of one with more, the rest is not imported from this page."""

Option = tuple[str, str]
"""Value and label of an entry of a list."""


@dataclass(frozen=True)
class Word:
    """A word of a column, to be put into one of the fact's."""

    field: str
    word: str
    chosen: str


@dataclass(frozen=True)
class ColumnRow:
    """One column of the file, with its first values, and what it is chosen to be."""

    field: str
    name: str
    samples: tuple[str, ...]
    chosen: str
    words: tuple[Word, ...]
    options: tuple[Option, ...]
    """What each of its words may become."""


@dataclass(frozen=True)
class Constant:
    """A column that the file does not have and every row needs: one value for all."""

    field: str
    label: str
    value: str
    options: tuple[Option, ...]


def column_rows(
    one: Mapping[str, Any], mine: Mapping[str, Any], *, mark: str, fact: str
) -> tuple[ColumnRow, ...]:
    """The file's columns in their order, each with what was chosen for it."""
    chosen = {theirs: name for name, theirs in mine.get("columns", {}).items()}
    own = {written: column for column, written in writable(fact).items()}
    choices = {column.name: column.choices for column in in_a_file(BY_FACT[fact]).columns}
    rows = []
    for place, name in enumerate(one["header"][:COLUMNS_SHOWN]):
        target = chosen.get(name, "")
        allowed = choices.get(own.get(target, ""), ())
        samples = dict.fromkeys(row[place] for row in one["samples"] if place < len(row))
        rows.append(
            ColumnRow(
                field=f"{mark}c{place}",
                name=name,
                samples=tuple(text for text in samples if text)[:3],
                chosen=target,
                words=_words(
                    one, mine, column=(place, name), target=target, allowed=allowed, mark=mark
                ),
                options=tuple((value, choice_label(value)) for value in allowed),
            )
        )
    return tuple(rows)


def _words(
    one: Mapping[str, Any],
    mine: Mapping[str, Any],
    *,
    column: tuple[int, str],
    target: str,
    allowed: Sequence[str],
    mark: str,
) -> tuple[Word, ...]:
    """The words of a column that are not the fact's own already."""
    place, name = column
    said = mine.get("values", {}).get(target, {})
    return tuple(
        # What was said, if only that it means nothing; else what it likely means.
        Word(
            f"{mark}w{place}-{number}",
            word,
            said.get(word, "") if said else guessed_value(word, among=allowed),
        )
        for number, word in enumerate(one["words"].get(name, ()) if allowed else ())
        if plain(word) not in allowed
    )


def constants_of(mine: Mapping[str, Any], *, mark: str, fact: str) -> tuple[Constant, ...]:
    """What is needed and no column was chosen for, and can be the same in every row."""
    own = {written: column for column, written in writable(fact).items()}
    found = []
    for name in needed_names(BY_FACT[fact]):
        column = own.get(name, name)
        if name in mine.get("columns", {}) or column in ("source_id",) or column.endswith("_key"):
            continue
        of = next(
            (c for c in BY_FACT[fact].columns if (whole_name(c.name) or c.name) == column), None
        )
        if of is None or of.type in (Type.DATE, Type.INSTANT):
            continue
        options = tuple((value, choice_label(value)) for value in of.choices)
        value = mine.get("constants", {}).get(name, "")
        found.append(Constant(f"{mark}k-{name}", column_label(fact, column), value, options))
    return tuple(found)
