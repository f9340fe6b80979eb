"""The first facts of an import as they would be, a small table for each kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext

from regulars import wording
from regulars.contracts import BY_FACT, Column, Type
from regulars.desk.formats.days import clock, day_and_year
from regulars.desk.formats.numbers import language, number
from regulars.desk.words.choices import choice_label
from regulars.desk.words.columns import column_label
from regulars.desk.words.facts import fact_label

MOST_COLUMNS = 7
LONGEST = 60
HIDDEN = frozenset({"customer_source", "other_source", "email_key", "phone_key", "currency"})


@dataclass(frozen=True)
class FirstFacts:
    """Of one kind: what its columns are called, and the first rows in words."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def first_facts(
    preview: Mapping[str, Sequence[Mapping[str, Any]]], *, currency: str | None
) -> list[FirstFacts]:
    """Kinds in their order; columns that none of the rows fills are left out."""
    found = []
    for fact, rows in preview.items():
        if fact == "identity" or not rows:
            continue
        columns = [
            column
            for column in BY_FACT[fact].columns
            if column.name not in HIDDEN and any(row[column.name] is not None for row in rows)
        ][:MOST_COLUMNS]
        found.append(
            FirstFacts(
                fact_label(fact),
                (gettext("Number"), *(column_label(fact, column.name) for column in columns)),
                tuple(
                    (
                        str(row["source_id"])[:LONGEST],
                        *(_value(column, row, currency) for column in columns),
                    )
                    for row in rows
                ),
            )
        )
    return found


def _value(column: Column, row: Mapping[str, Any], currency: str | None) -> str:
    value = row[column.name]
    if value is None:
        return ""
    if column.choices:
        return choice_label(value)
    if column.type is Type.DATE:
        return day_and_year(date.fromisoformat(str(value)[:10]))
    if column.type is Type.INSTANT:
        at = datetime.fromisoformat(f"{value}+00:00" if "+" not in str(value) else str(value))
        return f"{day_and_year(localtime(at).date())}, {clock(at)}"
    if column.name.endswith("_minor"):
        code = row.get("currency") or currency or "XXX"
        return wording.money(int(value), currency=code, language=language())
    if column.type is Type.INTEGER:
        return number(_in_whole_units(column.name, int(value)))
    return str(value)[:LONGEST]


def _in_whole_units(name: str, value: int) -> Decimal:
    for ending, digits in (("_milli", 3), ("_permille", 3), ("_e8", 8)):
        if name.endswith(ending):
            return Decimal(value).scaleb(-digits)
    return Decimal(value)
