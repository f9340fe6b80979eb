"""The card a page at a time, and all figures of one customer, as programs read them."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from django.utils import translation

from regulars.acts.columns import SERVICE_DUE
from regulars.acts.figures import figure_label, what_null_means
from regulars.acts.show_customer import nothing_known
from regulars.book.card_page import PageAsked, read_page, write_page
from regulars.book.reader import SnapshotReader
from regulars.signals import signals
from regulars.workspace.one_customer import OneCustomer

ESTIMATES: dict[str, str] = {
    "chance_active": "share, 0 to 1",
    "chance_return_365": "share, 0 to 1",
    "expected_orders_365": "order days",
    "expected_spend_365_minor": "minor units of the book's currency",
    "sent_value_365_minor": "minor units of the book's currency",
    "sends_365": "customers",
    "sends_value_365_minor": "minor units of the book's currency",
    "sends_top_share": "share, 0 to 1",
    "sending_group": "spender_sender, spender, sender or quiet",
    **dict.fromkeys(SERVICE_DUE, "days"),
}
"""With their units; each has its interval beside it."""


@dataclass(frozen=True)
class CardPage:
    """Null: `next` None: this is the last page; else the last customer of it.

    `csv` is the page as CSV where that was asked for.
    """

    snapshot: str
    as_of: date
    currency: str | None
    table: pa.Table
    next: str | None
    csv: bytes | None = None


@dataclass(frozen=True)
class CardFigure:
    """A signal or an estimate of one customer.

    Null: `value` where it is not known: `null_means` says why; `low` and `high` where it has no
          interval.
    """

    name: str
    label: str
    unit: str
    value: Any
    low: Any
    high: Any
    null_means: str


class CardPages(OneCustomer):
    """The card for programs."""

    @property
    def snapshot_name(self) -> str:
        """Of the current results. Raises: NoSnapshot."""
        return self._read().snapshot.name

    def card_page(
        self, asked: PageAsked, *, snapshot: str | None = None, as_csv: bool = False
    ) -> CardPage:
        """A page of the current results, or of those by that name.

        Raises: NoSnapshot (also where those are no longer kept), CardQueryWrong.
        """
        current = self._read()
        own = snapshot is None or snapshot == current.snapshot.name
        reader = current if own else self._reader_of(snapshot)
        try:
            table, last = read_page(reader, asked)
            csv = _csv(reader, asked) if as_csv else None
            shown = reader.snapshot
            return CardPage(shown.name, shown.as_of, shown.currency, table, last, csv)
        finally:
            if not own:
                reader.close()

    def figures(self, *, customer_id: str, language: str = "en") -> tuple[CardFigure, ...]:
        """All that the card says of one customer; nothing yet of who came since the refresh.

        Raises: UnknownCustomer.
        """
        one = self._id_now(customer_id)
        self._all_keys(one)
        card = self._card_of(one) or nothing_known(one)
        with translation.override(language):
            told = [_figure(name, unit, card, language) for name, unit in ESTIMATES.items()]
            told += [
                _figure(signal.name, signal.unit, card, language)
                for signal in signals()
                if signal.name in card
            ]
        return tuple(told)


def _csv(reader: SnapshotReader, asked: PageAsked) -> bytes:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "card.csv"
        write_page(reader, path, asked)
        return path.read_bytes()


def _figure(name: str, unit: str, card: Mapping[str, Any], language: str) -> CardFigure:
    stem = name.removesuffix("_minor")
    ending = "_minor" if stem != name else ""
    return CardFigure(
        name=name,
        label=figure_label(name, language=language),
        unit=unit,
        value=card.get(name),
        low=card.get(f"{stem}_low{ending}"),
        high=card.get(f"{stem}_high{ending}"),
        null_means=what_null_means(name, language=language),
    )
