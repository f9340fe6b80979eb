"""The table of customers as a file for a spreadsheet: plain numbers and days, safe to open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from django.utils.translation import gettext

from regulars.acts.columns import CardColumn, ends
from regulars.engines.spreadsheet_safe import guarded

MONEY = ("money", "estimated money")


def file_head(columns: Sequence[CardColumn], *, currency: str | None, language: str) -> list[str]:
    """The first row: what each column is called, amounts with their currency."""
    head = [gettext("Customer"), gettext("Name")]
    for column in columns:
        label = column.label(language=language)
        if column.kind in MONEY and currency:
            label = f"{label} ({currency})"
        head.append(label)
        if column.has_interval:
            head += [f"{label}, {gettext('lower end')}", f"{label}, {gettext('upper end')}"]
    return [guarded(text) for text in head]


def file_rows(
    cards: Sequence[Mapping[str, Any]],
    *,
    columns: Sequence[CardColumn],
    names: Mapping[str, str],
    staff: Mapping[str, str],
    currency: str | None,
) -> Iterator[list[str]]:
    """One row for each card. Units: money in whole units, shares of 1, days as 2026-03-01."""
    for card in cards:
        customer_id = card["customer_id"]
        row = [customer_id, names[customer_id]]
        for column in columns:
            if column.kind == "staff":
                row.append(staff.get(customer_id, ""))
                continue
            every = (column.name, *ends(column.name)) if column.has_interval else (column.name,)
            row += [_written(card[name], column, currency) for name in every]
        yield [guarded(text) for text in row]


def _written(value: Any, column: CardColumn, currency: str | None) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if column.kind in MONEY:
        exponent = get_currency_precision(currency) if currency else 2
        return format(Decimal(value).scaleb(-exponent), "f")
    if column.name.endswith("_milli"):
        return format(Decimal(value) / 1000, "f")
    return str(value)
