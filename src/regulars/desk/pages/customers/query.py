"""What the address of the table asks for, and the addresses that ask for something else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from regulars.acts.columns import LOOKED_AFTER, card_columns, known_columns
from regulars.acts.customer_table import TableAsked
from regulars.acts.filters import filters_of

SORTED_AT_FIRST = "-spend_minor"
MOST_FILTERS = 20


@dataclass(frozen=True)
class Query:
    """The parts of the address, as written: `f` filters, `c` columns, `sort` with its minus.

    Null: `after` and `before` are "" on the first page.
    """

    filters: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    sort: str = SORTED_AT_FIRST
    after: str = ""
    before: str = ""

    @property
    def text(self) -> str:
        """The part of an address after its `?`; nothing in it that goes without saying."""
        told = [("f", one) for one in self.filters] + [("c", one) for one in self.columns]
        if self.sort != SORTED_AT_FIRST:
            told.append(("sort", self.sort))
        told += [(name, value) for name, value in self._places if value]
        return urlencode(told)

    @property
    def _places(self) -> tuple[tuple[str, str], ...]:
        return (("after", self.after), ("before", self.before))

    def but(self, **changes: Any) -> Query:
        """The same from its first page on, with changes."""
        return replace(self, **({"after": "", "before": ""} | changes))

    def without(self, text: str) -> Query:
        """The same without one of its filters."""
        return self.but(filters=tuple(one for one in self.filters if one != text))

    def having(self, text: str, *, instead: str = "") -> Query:
        """The same with a filter, in the place of another where that is named."""
        if instead in self.filters:
            changed = [text if one == instead else one for one in self.filters]
            return self.but(filters=tuple(dict.fromkeys(changed)))
        return self.but(filters=tuple(dict.fromkeys((*self.filters, text))))

    def sorted_by(self, name: str) -> Query:
        """Sorted by a column, the largest first; the other way round when it was so already."""
        return self.but(sort=name if self.sort == f"-{name}" else f"-{name}")


def query_of(address: QueryDict) -> Query:
    """What an address asks for; what nobody can have meant is left out."""
    sort = address.get("sort", SORTED_AT_FIRST)
    sortable = {name for name in card_columns() if name != LOOKED_AFTER}
    return Query(
        filters=tuple(address.getlist("f")[:MOST_FILTERS]),
        columns=tuple(one for one in address.getlist("c") if one in card_columns()),
        sort=sort if sort.removeprefix("-") in sortable else SORTED_AT_FIRST,
        after=address.get("after", ""),
        before=address.get("before", ""),
    )


def asked_of(query: Query, *, currency: str | None) -> tuple[TableAsked, list[str]]:
    """The question to the book, and what of the address could not be understood."""
    filters, wrong = filters_of(query.filters, currency=currency)
    asked = TableAsked(
        filters=tuple(filters),
        columns=known_columns(query.columns),
        sort=query.sort.removeprefix("-"),
        descending=query.sort.startswith("-"),
        after=query.after or None,
        before=query.before or None,
    )
    return asked, wrong


def hidden_fields(query: Query, *, leaving_out: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The query as fields of a form that changes a part of it; its places are left behind."""
    fields = [("f", one) for one in query.filters] + [("c", one) for one in query.columns]
    fields += [("sort", query.sort)] if query.sort != SORTED_AT_FIRST else []
    return [(name, value) for name, value in fields if name not in set(leaving_out)]
