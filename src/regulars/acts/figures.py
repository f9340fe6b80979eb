"""Figures of the card in words: each as its signal or estimate declares itself."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any

from django.utils.translation import gettext, pgettext

from regulars.acts.sending_words import sending_words
from regulars.signals import Signal, signals
from regulars.wording import as_written, day, days, money, number, rounded, share


def figure_label(name: str, *, language: str) -> str:
    """What a column of the card is called."""
    signal = _signal(name)
    if signal is not None:
        return as_written(signal.label[language], language=language)
    return {
        "chance_active": gettext("Chance to be a customer still"),
        "chance_return_365": gettext("Chance of an order in the next 365 days"),
        "expected_orders_365": gettext("Orders expected in the next 365 days"),
        "expected_spend_365_minor": gettext("Spend expected in the next 365 days"),
        "sent_value_365_minor": gettext("What those they sent bring in the next 365 days"),
        "sends_365": gettext("Customers they may send in the next 365 days"),
        "sends_value_365_minor": gettext("What those they may send would spend in a year"),
        "sends_top_share": gettext("Share of customers as likely to send, or likelier"),
        "sending_group": gettext("Spends, sends"),
        "exposed_silent_days": gettext("Exposed to a known issue and silent, since"),
        "fixed_untold_days": gettext("Not told that it is fixed, since"),
        "check_in_due_days": gettext("To be asked how it was, since"),
        "looked_after_by": gettext("Looked after by"),
    }[name]


def figure_in_words(name: str, value: Any, *, currency: str | None, language: str) -> str | None:
    """A column's value in words; None where it is null."""
    if value is None:
        return None
    kind = figure_kind(name)
    if kind == "estimated money":
        return money(rounded(value), currency=currency or "XXX", language=language)
    if kind == "money":
        return money(value, currency=currency or "XXX", language=language)
    if kind == "days":
        return days(value, language=language)
    if kind == "date":
        return day(value, language=language)
    if kind == "share":
        return share(value, language=language)
    if kind == "text":
        return _word(value)
    if name.endswith("_milli"):
        return number(value / 1000, language=language)
    return number(value, language=language)


def figures_in_words(
    card: Mapping[str, Any], text: str, *, currency: str | None, language: str
) -> dict[str, str | None]:
    """The columns of a card row that a play's sentence names, in words."""
    return {
        name: figure_in_words(name, card[name], currency=currency, language=language)
        for _, name, _, _ in Formatter().parse(text)
        if name is not None
    }


def what_null_means(name: str, *, language: str) -> str:
    """Why a figure may be missing, in the words of its declaration."""
    signal = _signal(name)
    if signal is None:
        return gettext("not enough data yet")
    return as_written(signal.null[language], language=language)


def figure_kind(name: str) -> str:
    """As a signal's type; `estimated money` for an expected amount, which is rounded."""
    signal = _signal(name)
    if signal is not None:
        return signal.type
    if name.endswith("_minor"):
        return "estimated money"
    if name == "sending_group":
        return "text"
    if name.startswith("chance_") or name == "sends_top_share":
        return "share"
    return "days" if name.endswith("_days") else "count"


def _signal(name: str) -> Signal | None:
    return next((signal for signal in signals() if signal.name == name), None)


def _word(value: str) -> str:
    return {
        "account": pgettext("kind of customer", "account"),
        "person": pgettext("kind of customer", "person"),
        "contact": gettext("contact"),
        "distance": gettext("distance"),
        **sending_words(),
        "given": pgettext("consent", "given"),
        "withdrawn": pgettext("consent", "withdrawn"),
    }.get(value, value)
