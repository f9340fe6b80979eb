"""What came back from the form that says how files are to be read, as an import understands it.

The fields are numbered: what a file and its columns are called is known from the look at them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from regulars.contracts import BY_FACT
from regulars.intake.dates import DAY_FIRST, MONTH_FIRST
from regulars.intake.guesses import guessed_columns, guessed_fact, writable
from regulars.intake.heads import delimiter_of
from regulars.intake.own_columns import IMPORTABLE
from regulars.intake.own_names import whole_name
from regulars.intake.said import BY_COLUMNS
from regulars.intake.who_sent import in_a_file

FACTS = frozenset(contract.fact for contract in IMPORTABLE)
WAYS = frozenset({DAY_FIRST, MONTH_FIRST})
LONGEST = 200
DELIMITERS = (",", ";", "tab", "|")
"""Those that can be chosen; others are found by themselves, or said at the command line."""

Looked = list[dict[str, Any]]
Said = dict[str, Any]


def read_said(looked: Looked, posted: Mapping[str, str]) -> Said:
    """The form's answers; what is none of the page's choices is as if it were not said."""
    files = {one["name"]: _file(one, f"f{place}-", posted) for place, one in enumerate(looked)}
    save = {
        one["name"]: name
        for place, one in enumerate(looked)
        if (name := posted.get(f"f{place}-save", "").strip()[:LONGEST])
        and files[one["name"]]["recipe"] == BY_COLUMNS
    }
    return {
        "currency": posted.get("currency", "")[:3],
        "zone": posted.get("zone", "")[:LONGEST],
        "files": files,
        "save_as": save,
    }


def first_said(looked: Looked) -> Said:
    """What the page proposes before anybody said anything: what was recognised, else guesses."""
    files = {}
    for one in looked:
        known = one["recognised"] is not None or not one["header"]
        several = _why(one) == "several"
        files[one["name"]] = {
            **_recognised(one),
            "recipe": _recipe_at_first(one, known=known or several),
            "delimiter": "",
            "sheet": one["sheet"],
            "dates": {},
        }
        if not known and not several:
            fact = guessed_fact(one["header"])
            files[one["name"]] |= {
                "fact": fact,
                "header": one["header"],
                "columns": guessed_columns(one["header"], fact=fact),
                "constants": {},
                "values": {},
                "source": "",
            }
    return {"currency": "", "zone": "", "files": files, "save_as": {}}


def cut_otherwise(looked: Looked, said: Said) -> bool:
    """Whether a file is to be cut, or another sheet of it read, than was looked at."""
    for one in looked:
        mine = said["files"].get(one["name"], {})
        mark = mine.get("delimiter")
        if mark and delimiter_of(mark) != one["delimiter"]:
            return True
        if mine.get("sheet") and mine["sheet"] != one["sheet"]:
            return True
    return False


def unanswered_dates(looked: Looked, said: Said) -> list[str]:
    """Columns of dates that can be read in two ways, of which nobody said which."""
    return [
        name
        for one in looked
        for name in date_columns(one, said["files"].get(one["name"], {}))
        if one["dates"].get(name, {}).get("way") in ("unclear", "mixed")
        and name not in one["dates_said"]
        and name not in said["files"][one["name"]].get("dates", {})
    ]


def date_columns(one: Mapping[str, Any], mine: Mapping[str, Any]) -> list[str]:
    """The file's columns that are read as days or instants of its fact, as far as is known."""
    fact = mine.get("fact")
    if fact not in FACTS or mine.get("recipe") not in ("", BY_COLUMNS, one["recognised"]):
        return []
    days = {
        column.name
        for column in in_a_file(BY_FACT[fact]).columns
        if column.type in ("date", "instant")
    }
    own = {written: column for column, written in writable(fact).items()}
    return [
        theirs
        for name, theirs in mine.get("columns", {}).items()
        if own.get(name, whole_name(name) or name) in days and theirs in one["header"]
    ]


def _file(one: Mapping[str, Any], mark: str, posted: Mapping[str, str]) -> Said:
    recipe = posted.get(f"{mark}as", "")[:LONGEST]
    cut = {
        "delimiter": _delimiter(posted.get(f"{mark}delimiter", "")),
        "sheet": posted.get(f"{mark}sheet", "")[:LONGEST] or one["sheet"],
    }
    numbers = range(len(one["header"]))
    dates = {
        one["header"][place]: way
        for place in numbers
        if (way := posted.get(f"{mark}d{place}")) in WAYS
    }
    if recipe != BY_COLUMNS:
        return {**_recognised(one), **cut, "recipe": recipe, "dates": dates}
    fact = posted.get(f"{mark}fact", "")
    if fact not in FACTS:
        fact = guessed_fact(one["header"])
    columns, twice = _columns(one, mark, posted, fact)
    choices = {column.name: column.choices for column in in_a_file(BY_FACT[fact]).columns}
    own = {written: column for column, written in writable(fact).items()}
    words: dict[str, dict[str, str]] = {}
    for name, theirs in columns.items():
        allowed = choices.get(own[name], ())
        place = one["header"].index(theirs)
        for number, word in enumerate(one["words"].get(theirs, ()) if allowed else ()):
            ours = posted.get(f"{mark}w{place}-{number}", "")
            if ours in allowed:
                words.setdefault(name, {})[word] = ours
    constants = {
        name: text
        for name in own
        if name not in columns and (text := posted.get(f"{mark}k-{name}", "").strip()[:LONGEST])
    }
    return {
        **cut,
        "recipe": BY_COLUMNS,
        "fact": fact,
        "header": one["header"],
        "columns": columns,
        "constants": constants,
        "values": words,
        "dates": {name: way for name, way in dates.items() if name in columns.values()},
        "source": posted.get(f"{mark}source", "").strip()[:LONGEST],
        "twice": twice,
    }


def _delimiter(said: str) -> str:
    return said if said in DELIMITERS else ""


def _columns(
    one: Mapping[str, Any], mark: str, posted: Mapping[str, str], fact: str
) -> tuple[dict[str, str], list[str]]:
    """The chosen columns by the fact's names, and names that were chosen for two.

    Where the fact was changed just now these are the guesses for the new one.
    """
    if posted.get(f"{mark}of") != fact:
        return guessed_columns(one["header"], fact=fact), []
    names = set(writable(fact).values())
    found: dict[str, str] = {}
    twice = []
    for place, theirs in enumerate(one["header"]):
        target = posted.get(f"{mark}c{place}", "")
        if target in found:
            twice.append(target)
        elif target in names and theirs:
            found[target] = theirs
    return found, twice


def _recognised(one: Mapping[str, Any]) -> Said:
    """A file whose fact is known: its columns by the fact's names."""
    if one["fact"] is None:
        return {}
    return {
        "fact": one["fact"],
        "header": one["header"],
        "columns": {column: theirs for theirs, column in one["columns"].items()},
    }


def _recipe_at_first(one: Mapping[str, Any], *, known: bool) -> str:
    """A saved recipe is said by name, so that what else it says of the file stays."""
    if one["fact"] is not None and one["recognised"] != "own":
        return str(one["recognised"])
    return "" if known else BY_COLUMNS


def _why(one: Mapping[str, Any]) -> str:
    trouble = one["trouble"] or {}
    return str(trouble.get("values", {}).get("why", ""))


def plain(text: str) -> str:
    """A word as it is compared with a choice."""
    return re.sub(r"[\s-]+", "_", text.strip().lower())
