"""What else the card knows of a customer, in groups; what it does not know is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from regulars.acts.figures import figure_in_words, figure_label
from regulars.acts.portrait import Figure, Group
from regulars.wording import day, number

GROUPS: dict[str, tuple[str, ...]] = {
    "buying": ("acquired_through", "discounted_orders", "discount_share", "longest_gap_days"),
    "staying": ("next_arrival_on", "stays", "last_departure_on", "no_shows"),
    "problems": (
        "problems_open",
        "oldest_open_problem_days",
        "problems",
        "problems_reopened",
        "last_problem_on",
        "last_ces",
    ),
    "word_of_mouth": (
        "last_nps",
        "last_rating_milli",
        "who_told",
        "would_have_come",
        "referrals_received",
        "referrals_sent",
        "sent_customers_active",
        "sent_spend_minor",
        "sending_group",
        "reference_said",
    ),
    "contacts": ("last_heard_on", "contacts_by_customer", "contacts_by_us", "ignored_contacts"),
}
LABELS = {
    "buying": gettext_lazy("Buying"),
    "staying": gettext_lazy("Staying"),
    "problems": gettext_lazy("Problems"),
    "word_of_mouth": gettext_lazy("Word of mouth"),
    "contacts": gettext_lazy("Contacts"),
}
MOST_POINTS = {"last_ces": 7, "last_nps": 10, "last_rating_milli": 5}
SAID_ON = {
    "last_ces": "last_ces_on",
    "last_nps": "last_nps_on",
    "last_rating_milli": "last_rating_on",
}
TELLING_AT_0 = frozenset({"problems_open", "contacts_by_customer"})
"""None open is good news, none begun by them says something; other zeros are left out."""


def more_figures(
    card: Mapping[str, Any], *, currency: str | None, language: str
) -> tuple[Group, ...]:
    """The groups of which there is anything on record, in the active language.

    Null: what is not known, or 0, is not there; of a group in which all is 0 nothing is.
    """

    def words(name: str) -> str | None:
        if name in MOST_POINTS:
            return _points(name, card.get(name), language)
        return figure_in_words(name, card.get(name), currency=currency, language=language)

    return tuple(
        Group(group, str(LABELS[group]), _figures(names, card, words, language))
        for group, names in GROUPS.items()
        if any(card.get(name) for name in names)
    )


def _figures(
    names: tuple[str, ...],
    card: Mapping[str, Any],
    words: Callable[[str], str | None],
    language: str,
) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            name=name,
            label=figure_label(name, language=language),
            value=value,
            low=None,
            high=None,
            note=_said_on(name, card, language),
        )
        for name in names
        if (card.get(name) or name in TELLING_AT_0) and (value := words(name)) is not None
    )


def _points(name: str, value: int | None, language: str) -> str | None:
    if value is None:
        return None
    points = value / 1000 if name.endswith("_milli") else value
    return gettext("%(points)s of %(most)s") % {
        "points": number(points, language=language),
        "most": number(MOST_POINTS[name], language=language),
    }


def _said_on(name: str, card: Mapping[str, Any], language: str) -> str:
    on = card.get(SAID_ON.get(name, ""))
    return "" if on is None else day(on, language=language)
