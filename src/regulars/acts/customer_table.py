"""The table of customers: who is asked for, and the rows as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from regulars.acts.columns import CardColumn, ends
from regulars.acts.figures import figure_in_words
from regulars.acts.filters import Filter
from regulars.acts.names import Key, customer_records, display_name, record_that_names


@dataclass(frozen=True)
class TableAsked:
    """Who is asked for, in which order, with which columns.

    Null: `after` and `before`, places in the order as text, are None for its beginning.
    """

    filters: tuple[Filter, ...]
    columns: tuple[CardColumn, ...]
    sort: str
    descending: bool
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True)
class Cell:
    """Null: `value` None where the figure is not known; the ends where it has no interval."""

    value: str | None
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True)
class TableRow:
    """One customer. Null: `kind` None where no source says it."""

    customer_id: str
    customer: str
    kind: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class CustomerTable:
    """One page. `count` customers are asked for, of `of` in the book.

    Null: `later` and `earlier`, the places to go on from, are None at the ends.
    """

    columns: tuple[CardColumn, ...]
    rows: tuple[TableRow, ...]
    count: int
    of: int
    later: str | None
    earlier: str | None


def table_rows(
    cards: Sequence[Mapping[str, Any]],
    *,
    columns: Sequence[CardColumn],
    keys: Mapping[str, Sequence[Key]],
    staff: Mapping[str, str],
    currency: str | None,
    language: str,
) -> tuple[TableRow, ...]:
    """Rows of the card in words, with the names that the ledger has, in the active language.

    Shape: `keys` are each customer's identities, `staff` who looks after whom, by customer id.
    """
    names = called(keys, language=language)
    return tuple(
        TableRow(
            customer_id=card["customer_id"],
            customer=names[card["customer_id"]],
            kind=card["kind"],
            cells=tuple(_cell(one, card, staff, currency, language) for one in columns),
        )
        for card in cards
    )


def called(keys: Mapping[str, Sequence[Key]], *, language: str) -> dict[str, str]:
    """What people call each customer, looked up for all at once; the key where there is no name."""
    records = customer_records([key for some in keys.values() for key in some])
    return {
        one: display_name(
            record_that_names(some, records), key=some[0][1] if some else one, language=language
        )
        for one, some in keys.items()
    }


def _cell(
    column: CardColumn,
    card: Mapping[str, Any],
    staff: Mapping[str, str],
    currency: str | None,
    language: str,
) -> Cell:
    if column.kind == "staff":
        return Cell(staff.get(card["customer_id"]))

    def words(name: str) -> str | None:
        return figure_in_words(name, card.get(name), currency=currency, language=language)

    if not column.has_interval or card[column.name] is None:
        return Cell(words(column.name))
    low, high = ends(column.name)
    return Cell(words(column.name), words(low), words(high))
