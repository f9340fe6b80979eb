"""News of a customer in words, and which figures it touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext, ngettext

from regulars.acts.code_words import channel_word
from regulars.acts.columns import SERVICE_DUE
from regulars.acts.said_since import Change
from regulars.plays import columns_read
from regulars.signals import signals
from regulars.signals.trace import facts_of
from regulars.wording import money, number

WORDS_LETTERS = 80
MOST_WORDS = 4

Row = Mapping[str, Any]


def touched(column: str, changes: Iterable[Change]) -> bool:
    """Whether a figure of the card may be another one after these changes."""
    behind = _behind(column)
    return any(change.fact in behind for change in changes)


def rests_no_more(play: str, changes: Iterable[Change]) -> bool:
    """Whether what a play rests on has changed, so that nobody is proposed by it as before."""
    return any(touched(column, changes) for column in columns_read(play))


@cache
def _behind(column: str) -> frozenset[str]:
    bases = {signal.name: signal.base for signal in signals()}
    if column in SERVICE_DUE:
        return frozenset({"problem", "contact", "answer"})
    # An estimate is made of orders.
    return facts_of(bases[column]) if column in bases else frozenset({"order"})


def all_in_words(changes: Iterable[Change], *, language: str) -> tuple[str, ...]:
    """Changes in the active language, equal ones counted; of many the first and how many more."""
    times = Counter(in_words(change, language=language) for change in changes)
    words = tuple(
        said if count == 1 else f"{said} × {number(count, language=language)}"
        for said, count in times.items()
    )
    more = len(words) - MOST_WORDS
    if more <= 0:
        return words
    rest = ngettext("%(count)s more", "%(count)s more", more)
    return (*words[:MOST_WORDS], rest % {"count": number(more, language=language)})


def in_words(change: Change, *, language: str) -> str:
    """One change, short, in the active language."""
    row = change.row
    if row is None:
        return gettext("something that was written down was taken back")
    match change.fact:
        case "order":
            return _order(row, language)
        case "problem":
            return _problem(change, row)
        case "contact":
            began = (
                gettext("they got in touch")
                if row["began_by"] == "customer"
                else gettext("somebody was in touch with them")
            )
            return _quoted(f"{began} ({channel_word(row['channel'])})", row["note"])
        case "review":
            return _review(row, language)
        case "referral":
            return gettext("they sent somebody")
        case "reservation":
            if row["state"] == "cancelled":
                return gettext("a booking was cancelled")
            return gettext("a booking")
        case "answer":
            return gettext("they answered a question")
        case "consent" if row["state"] == "withdrawn":
            return gettext("consent withdrawn")
        case "consent":
            return gettext("consent given")
    return {
        "arrived": gettext("they arrived"),
        "did_not_come": gettext("they did not come"),
        "replied": gettext("the review was answered"),
    }.get(row.get("became", ""), gettext("something was written down"))


def _problem(change: Change, row: Row) -> str:
    if row["state"] in ("solved", "closed"):
        return gettext("a problem was ended")
    if change.was_known:
        return gettext("something was done about a problem")
    return _quoted(gettext("a new problem"), row["text"] or row["topic"])


def _order(row: Row, language: str) -> str:
    said = {
        "placed": gettext("a new order"),
        "cancelled": gettext("an order was cancelled"),
        "returned": gettext("goods came back"),
    }[row["state"]]
    if row["amount_minor"] is None:
        return said
    return f"{said}, {money(row['amount_minor'], currency=row['currency'], language=language)}"


def _review(row: Row, language: str) -> str:
    said = gettext("a new review")
    if row["rating_milli"] is not None and row["best_rating"]:
        points = gettext("%(points)s of %(most)s") % {
            "points": number(row["rating_milli"] / 1000, language=language),
            "most": number(row["best_rating"], language=language),
        }
        said = f"{said}, {points}"
    return _quoted(said, row["text"])


def _quoted(said: str, words: str | None) -> str:
    return f"{said}: “{words[:WORDS_LETTERS]}”" if words else said
