"""A book's exchange rates: those that came with imports, and those written down by hand."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.numbers import list_currencies
from django.db.models import Q

from regulars.errors import RegularsError
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK, write_desk_facts
from regulars.ledger.models import MODELS
from regulars.workspace.opened import Opened, now

RATE_IDS = uuid.UUID("7b1f0c52-94f7-5a43-8f36-2f5d8f0f6c1d")
"""Namespace of rates written at the desk: a new one of the same day takes the place of the old."""
E8 = 10**8
LARGEST = Decimal(10) ** 9


class RateWrong(RegularsError):
    """A rate cannot be taken. `name` is that of the value that is wrong."""

    exit_code = 3

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.name = name


@dataclass(frozen=True)
class Rate:
    """One unit of `currency` is worth `rate` of `to_currency`.

    `counts` tells the one of several of a day that a refresh reads: the first by source and key.
    """

    currency: str
    to_currency: str
    rated_on: date
    rate: Decimal
    source: str
    counts: bool

    @property
    def by_hand(self) -> bool:
        return self.source == DESK


class Rates(Opened):
    """What other currencies are worth in a book's own."""

    def rates(self, *, at_most: int = 100) -> tuple[Rate, ...]:
        """The rates of the latest days, newest first."""
        days = MODELS["rate"].objects.order_by("-rated_on").values_list("rated_on", flat=True)
        oldest = list(days[:at_most])[-1:]
        rows = current_rows("rate", Q(rated_on__gte=oldest[0])) if oldest else []
        rows.sort(key=lambda row: (row["source"], row["source_id"]))
        taken: set[tuple[str, str, date]] = set()
        found = []
        for row in rows:
            of_the_day = (row["currency"], row["to_currency"], row["rated_on"])
            rate = Decimal(row["rate_e8"]) / E8
            into_the_book = row["to_currency"] == self.currency
            counts = into_the_book and of_the_day not in taken
            found.append(Rate(*of_the_day, rate, row["source"], counts))
            taken.add(of_the_day)
        found.sort(key=lambda one: (one.rated_on.toordinal() * -1, one.currency))
        return tuple(found[:at_most])

    def add_rate(
        self, *, currency: str, rate: Decimal, on: date, at: datetime | None = None
    ) -> None:
        """From this day on, one unit of `currency` is worth so much of the book's; by hand.

        It counts from the next refresh on. Raises: RateWrong.
        """
        clock = at or now()
        self._check_rate(currency, rate, on, today=clock.astimezone(ZoneInfo(self.zone)).date())
        row = {
            "currency": currency,
            "to_currency": self.currency,
            "rated_on": on,
            "rate_e8": int((rate * E8).to_integral_value()),
        }
        text = "\x1f".join((currency, str(self.currency), on.isoformat()))
        write_desk_facts(fact="rate", rows={str(uuid.uuid5(RATE_IDS, text)): row}, at=clock)

    def _check_rate(self, currency: str, rate: Decimal, on: date, *, today: date) -> None:
        if self.currency is None:
            raise RateWrong("currency", "The book has no currency yet. Set it first.")
        if currency not in list_currencies():
            raise RateWrong("currency", f"“{currency}” is no ISO 4217 code. Write e.g. USD.")
        if currency == self.currency:
            raise RateWrong("currency", f"{currency} is the book's own currency.")
        if not (rate.is_finite() and Decimal(1) / E8 <= rate <= LARGEST):
            raise RateWrong("rate", f"{rate} is no rate. Write e.g. 121.85.")
        if not date(1900, 1, 1) <= on <= today:
            raise RateWrong("on", f"{on} has not come yet, or is too long ago.")
