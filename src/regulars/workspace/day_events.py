"""What the day itself brings: arrivals, departures, reviews of nobody known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from regulars.acts.arrivals import Arrival, Guests, arrivals
from regulars.acts.follow_up import say_became, word_id
from regulars.acts.outcome import UnknownCare
from regulars.acts.unknown_reviews import UnknownReview, unknown_reviews
from regulars.workspace.bookings import A_DAY
from regulars.workspace.lists import Lists
from regulars.workspace.opened import now

REVIEWS_SHOWN = 10


@dataclass(frozen=True)
class DayEvents:
    """`reviews_in_all` counts those not shown too; answered ones among those shown say so."""

    arriving: tuple[Arrival, ...]
    tomorrow: tuple[Arrival, ...]
    departing: tuple[Arrival, ...]
    reviews: tuple[UnknownReview, ...]
    reviews_in_all: int


class Events(Lists):
    """Matters of the day that are on nobody's list, for whoever is there."""

    def day_events(self, *, language: str = "en") -> DayEvents | None:
        """Everything of the snapshot's day; None before the first results. Never writes."""
        if not self.has_snapshot:
            return None
        today = self.as_of
        booked = self._booked()
        identities = self._read().identities(
            sorted({one.customer_id for one in booked if one.customer_id is not None})
        )
        guests = Guests(
            cards=self._read().card_rows(sorted(identities)),
            identities=identities,
            changes=self._changes(identities),
        )
        with translation.override(language):
            told = arrivals(booked, guests=guests, as_of=today, language=language)
            rows, in_all = self._read().unknown_reviews(at_most=REVIEWS_SHOWN)
            reviews = unknown_reviews(rows, language=language)
        departs = {one.word_id for one in booked if one.row["departs_on"] == today}
        return DayEvents(
            arriving=tuple(one for one in told if one.arrives_on == today),
            tomorrow=tuple(one for one in told if one.arrives_on == today + A_DAY),
            departing=tuple(
                one
                for one in told
                if one.word_id in departs and one.arrives_on < today and one.state != "did_not_come"
            ),
            reviews=reviews,
            reviews_in_all=in_all,
        )

    def say_of_arrival(
        self, *, word_id: str, became: str, staff: str, at: datetime | None = None
    ) -> None:
        """They arrived, they did not come, or `open`: that is taken back.

        Raises: UnknownCare when no such reservation is of the day; NotThatWord.
        """
        clock = at or now()
        one = next((one for one in self._booked() if one.word_id == word_id), None)
        if one is None:
            raise UnknownCare("There is no such arrival today. Nothing was changed.")
        say_became(
            about="reservation",
            key=(one.row["source"], one.row["source_id"]),
            became=became,
            customer=one.key,
            staff=staff,
            on=self.as_of,
            at=clock,
        )

    def say_of_review(
        self, *, word_id: str, became: str, staff: str, at: datetime | None = None
    ) -> None:
        """A review of nobody known was answered, needs no answer, or `open`.

        Raises: UnknownCare when no such review waits; NotThatWord.
        """
        clock = at or now()
        rows, _ = self._read().unknown_reviews(at_most=REVIEWS_SHOWN)
        keys = {_review_id(row): (row["source"], row["source_id"]) for row in rows}
        if word_id not in keys:
            raise UnknownCare("There is no such review on the list. Nothing was changed.")
        say_became(
            about="review",
            key=keys[word_id],
            became=became,
            customer=None,
            staff=staff,
            on=self._day(clock),
            at=clock,
        )


def _review_id(row: dict[str, Any]) -> str:
    return word_id("review", row["source"], row["source_id"])
