"""Who arrives and departs, as people see it: what is booked, and what is at hand about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext, ngettext, pgettext

from regulars.acts.changes import in_words
from regulars.acts.names import Key, customer_records, display_name
from regulars.acts.quote import Quotations
from regulars.acts.quoted_facts import Asked
from regulars.acts.said_since import Change
from regulars.acts.today import How
from regulars.acts.treatment import how_to
from regulars.wording import day, number

POINTS = 5
LOW_RATING_MILLI = 3_000
TROUBLES = frozenset({"problem"})
OF_THE_STAY = frozenset({"follow_up", "reservation"})

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Hand:
    """One thing to know before they stand there; `urgent` what went wrong for them."""

    text: str
    urgent: bool = False


@dataclass(frozen=True)
class Arrival:
    """One reservation of the day.

    Null: `customer_id` and `how` where it was booked by somebody not named; `at` where only the day
          is known; `nights`, `party`, `purpose`, `unit` where the source does not tell.
    """

    word_id: str
    customer_id: str | None
    customer: str
    arrives_on: date
    at: datetime | None
    nights: int | None
    party: int | None
    purpose: str | None
    unit: str | None
    stays_before: int
    state: str
    """`expected`, `arrived` or `did_not_come`."""
    said_at: datetime | None
    how: How | None
    at_hand: tuple[Hand, ...]
    language: str

    @property
    def booked(self) -> tuple[str, ...]:
        """What is known of the booking beside day and hour, in words of the active language."""
        return tuple(_booked_words(self))


@dataclass(frozen=True)
class Booked:
    """A reservation before it is told: with its customer, and what was said of it at the desk.

    Null: `key` None where it was booked by somebody not named; `word` where nothing was said.
    """

    word_id: str
    row: Row
    key: Key | None
    customer_id: str | None
    word: Row | None

    @property
    def state(self) -> str:
        if self.word is not None:
            return str(self.word["became"])
        return {"stayed": "arrived", "no_show": "did_not_come"}.get(self.row["state"], "expected")

    def leaves(self, today: date) -> bool:
        """Whether it was for before this day until this day, and they came."""
        on_the_day = self.row["departs_on"] == today and self.row["arrives_on"] < today
        return on_the_day and self.state != "did_not_come"

    def is_of(self, today: date) -> bool:
        """Whether it stands, and they come today or tomorrow, or leave today."""
        arrives_on = self.row["arrives_on"]
        comes = arrives_on in (today, today + timedelta(days=1))
        leaves = self.row["departs_on"] == today and arrives_on < today
        return self.row["state"] != "cancelled" and (comes or leaves)


@dataclass(frozen=True)
class Guests:
    """What is known of those who booked, by customer id."""

    cards: Mapping[str, Row]
    identities: Mapping[str, Sequence[Key]]
    changes: Mapping[str, Sequence[Change]]


def arrivals(
    booked: Sequence[Booked], *, guests: Guests, as_of: date, language: str
) -> tuple[Arrival, ...]:
    """The reservations in the active language: by day, by the hour where it is known, by name."""
    asked = {
        customer_id: Asked("open_problem", guests.identities[customer_id], card)
        for customer_id, card in guests.cards.items()
    }
    quotations = Quotations(asked.values(), as_of=as_of, language=language)
    keys = {key for one in booked for key in _keys(one, guests)}
    records = customer_records(sorted(keys)) if keys else {}
    found = []
    for one in booked:
        named = next((records[key] for key in _keys(one, guests) if key in records), None)
        name = (
            gettext("booked by somebody not named")
            if one.key is None
            else display_name(named, key=one.key[1], language=language)
        )
        whose = one.customer_id or ""
        card = guests.cards.get(whose)
        problem = quotations.of(asked[whose]) if whose in asked else None
        words = None if problem is None else problem.value
        told = _arrival(one, name, card, words, as_of, language)
        # That they arrived stands beside their name already.
        news = [c for c in guests.changes.get(whose, ()) if c.fact not in OF_THE_STAY]
        told_news = (Hand(in_words(c, language=language), c.fact in TROUBLES) for c in news)
        found.append(replace(told, at_hand=(*told.at_hand, *told_news)))
    return tuple(sorted(found, key=_order))


def _order(one: Arrival) -> tuple[Any, ...]:
    return one.arrives_on, one.at is None, one.at or datetime.min, one.customer.casefold()


def _keys(one: Booked, guests: Guests) -> list[Key]:
    return list(guests.identities.get(one.customer_id or "", ())) or ([one.key] if one.key else [])


def _arrival(  # noqa: PLR0917 - what one arrival is made of
    one: Booked,
    name: str,
    card: Row | None,
    problem: str | None,
    as_of: date,
    language: str,
) -> Arrival:
    row = one.row
    at = row["arrives_at"]
    departs_on = row["departs_on"]
    return Arrival(
        word_id=one.word_id,
        customer_id=one.customer_id,
        customer=name,
        arrives_on=row["arrives_on"],
        at=at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at,
        nights=None if departs_on is None else (departs_on - row["arrives_on"]).days,
        party=row["party"],
        purpose=row["purpose"],
        unit=row["unit"],
        stays_before=0 if card is None else card["stays"] - (row["state"] == "stayed"),
        state=one.state,
        said_at=None if one.word is None else one.word["happened_at"],
        how=None if card is None else _how(card, as_of, language),
        at_hand=() if card is None else tuple(_at_hand(card, problem, language)),
        language=language,
    )


def _booked_words(one: Arrival) -> Iterator[str]:
    language = one.language
    if one.unit:
        yield one.unit
    if one.nights is not None:
        yield ngettext("%(nights)s night", "%(nights)s nights", one.nights) % {
            "nights": number(one.nights, language=language)
        }
    if one.party:
        yield ngettext("%(count)s person", "%(count)s persons", one.party) % {
            "count": number(one.party, language=language)
        }
    if one.purpose:
        yield _purpose(one.purpose)
    if one.customer_id is None:
        return
    if not one.stays_before:
        yield gettext("first stay")
    else:
        yield ngettext(
            "stayed %(count)s time before", "stayed %(count)s times before", one.stays_before
        ) % {"count": number(one.stays_before, language=language)}


def _purpose(code: str) -> str:
    return {
        "holiday": pgettext("purpose of a stay", "holiday"),
        "work": pgettext("purpose of a stay", "work"),
        "family": pgettext("purpose of a stay", "family"),
        "event": pgettext("purpose of a stay", "an event"),
        "other": pgettext("purpose of a stay", "other"),
    }.get(code, code)


def _how(card: Row, as_of: date, language: str) -> How:
    return how_to(
        card,
        as_of=as_of,
        language=language,
        contact=gettext("go along, show them what they may need, ask after the last time"),
        distance=gettext("hand over what they need and leave them in peace; all is written down"),
    )


def _at_hand(card: Row, problem: str | None, language: str) -> list[Hand]:
    said = []
    if card["problems_open"]:
        count = card["problems_open"]
        words = ngettext("%(count)s open problem", "%(count)s open problems", count) % {
            "count": number(count, language=language)
        }
        said.append(Hand(f"{words}: {problem}" if problem else words, urgent=True))
    if card["last_rating_milli"] is not None:
        words = gettext("last rated %(points)s of %(most)s on %(day)s") % {
            "points": number(card["last_rating_milli"] / 1000, language=language),
            "most": number(POINTS, language=language),
            "day": day(card["last_rating_on"], language=language),
        }
        said.append(Hand(words, urgent=card["last_rating_milli"] <= LOW_RATING_MILLI))
    if card["no_shows"]:
        count = card["no_shows"]
        words = ngettext(
            "did not come %(count)s time before", "did not come %(count)s times before", count
        ) % {"count": number(count, language=language)}
        said.append(Hand(words))
    return said
