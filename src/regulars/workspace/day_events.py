"""What the day itself brings: arrivals, departures, reviews of nobody known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from regulars.acts.arrivals import Arrival, Booked, Guests, arrivals
from regulars.acts.follow_up import say_became, word_id
from regulars.acts.outcome import UnknownCare
from regulars.acts.unknown_reviews import UnknownReview, unknown_reviews
from regulars.workspace.bookings import A_DAY
from regulars.workspace.lists import Lists
from regulars.workspace.opened import now

REVIEWS_SHOWN = 10


@dataclass(frozen=True)
class DayEvents:
    """The counts `…_in_all` have those not shown too; answered ones among those shown say so."""

    arriving: tuple[Arrival, ...]
    tomorrow: tuple[Arrival, ...]
    departing: tuple[Arrival, ...]
    reviews: tuple[UnknownReview, ...]
    reviews_in_all: int
    arriving_in_all: int
    tomorrow_in_all: int
    departing_in_all: int

    @property
    def more(self) -> bool:
        """Whether some who come or go are not shown."""
        shown = len(self.arriving) + len(self.tomorrow) + len(self.departing)
        return shown < self.arriving_in_all + self.tomorrow_in_all + self.departing_in_all


class Events(Lists):
    """Matters of the day that are on nobody's list, for whoever is there."""

    def day_events(self, *, language: str = "en", at_most: int | None = None) -> DayEvents | None:
        """Everything of the snapshot's day; None before the first results. Never writes.

        Of who arrives, leaves and comes tomorrow `at_most` so many each, whoever is expected first.
        """
        if not self.has_snapshot:
            return None
        today, booked = self.as_of, self._booked()
        arriving = [one for one in booked if one.row["arrives_on"] == today]
        tomorrow = [one for one in booked if one.row["arrives_on"] == today + A_DAY]
        departing = [one for one in booked if one.leaves(today)]
        shown = [_first(some, at_most) for some in (arriving, tomorrow, departing)]
        told = {
            one.word_id: one
            for one in self._arrivals([one for some in shown for one in some], language)
        }
        places = [{one.word_id for one in some} for some in shown]
        with translation.override(language):
            rows, in_all = self._read().unknown_reviews(at_most=REVIEWS_SHOWN)
            reviews = unknown_reviews(rows, language=language)
        of_each = [tuple(one for key, one in told.items() if key in some) for some in places]
        return DayEvents(
            arriving=of_each[0],
            tomorrow=of_each[1],
            departing=of_each[2],
            reviews=reviews,
            reviews_in_all=in_all,
            arriving_in_all=len(arriving),
            tomorrow_in_all=len(tomorrow),
            departing_in_all=len(departing),
        )

    def arrival(self, *, word_id: str, language: str = "en") -> Arrival | None:
        """One of those who arrive or leave today; None where there is no such booking."""
        if not self.has_snapshot:
            return None
        found = [one for one in self._booked() if one.word_id == word_id]
        return next(iter(self._arrivals(found, language)), None)

    def _arrivals(self, booked: Sequence[Booked], language: str) -> tuple[Arrival, ...]:
        """These in words, in the order of the page."""
        identities = self._read().identities(
            sorted({one.customer_id for one in booked if one.customer_id is not None})
        )
        guests = Guests(
            cards=self._read().card_rows(sorted(identities)),
            identities=identities,
            changes=self._changes(identities),
        )
        with translation.override(language):
            return arrivals(
                self._with_keys(booked), guests=guests, as_of=self.as_of, language=language
            )

    def say_of_arrival(
        self, *, word_id: str, became: str, staff: str, at: datetime | None = None
    ) -> None:
        """They arrived, they did not come, or `open`: that is taken back.

        Raises: UnknownCare when no such reservation is of the day; NotThatWord.
        """
        clock = at or now()
        found = [one for one in self._booked() if one.word_id == word_id]
        if not found:
            raise UnknownCare("There is no such arrival today. Nothing was changed.")
        [one] = self._with_keys(found)
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


def _first(booked: Sequence[Booked], at_most: int | None) -> Sequence[Booked]:
    """So many of these: whoever is expected still, by the hour where it is known."""
    if at_most is None or len(booked) <= at_most:
        return booked
    return sorted(booked, key=_order)[:at_most]


def _order(one: Booked) -> tuple[Any, ...]:
    at = one.row["arrives_at"]
    return one.state != "expected", at is None, at and at.replace(tzinfo=None), one.word_id


def _review_id(row: dict[str, Any]) -> str:
    return word_id("review", row["source"], row["source_id"])
