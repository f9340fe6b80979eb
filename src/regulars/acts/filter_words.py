"""What is asked for, as a sentence: each filter is one part of it, in words of its figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.translation import gettext, gettext_lazy, ngettext

from regulars.acts.columns import LOOKED_AFTER, CardColumn
from regulars.acts.figures import figure_in_words
from regulars.acts.filters import Filter, value_of
from regulars.wording import day, days, money, number, share

TEST_LABELS = {
    "gt": gettext_lazy("more than"),
    "ge": gettext_lazy("at least"),
    "le": gettext_lazy("at most"),
    "lt": gettext_lazy("less than"),
    "eq": gettext_lazy("exactly"),
    "is": gettext_lazy("is"),
    "isnot": gettext_lazy("is not"),
    "within": gettext_lazy("within the last … days"),
    "before": gettext_lazy("longer ago than … days"),
    "coming": gettext_lazy("within the next … days"),
    "known": gettext_lazy("is known"),
    "unknown": gettext_lazy("is not known"),
}
DATE_LABELS = {"ge": gettext_lazy("on or after"), "le": gettext_lazy("on or before")}

PHRASES = {
    "spend_minor": gettext_lazy("who spent %(amount)s"),
    "tenure_days": gettext_lazy("who have been customers for %(amount)s"),
    "days_since_last_order": gettext_lazy("whose last order was %(amount)s ago"),
    "days_since_last_contact": gettext_lazy("whose last contact was %(amount)s ago"),
    "days_until_arrival": gettext_lazy("who arrive in %(amount)s"),
    "oldest_open_problem_days": gettext_lazy("with a problem open for %(amount)s"),
    "days_overdue": gettext_lazy("who are overdue by %(amount)s"),
}
"""Figures of which people say it in another way than “whose … is”; all others need no entry."""
WHOLE: dict[tuple[str, str, str | None], object] = {
    ("kind", "is", "person"): gettext_lazy("who are persons"),
    ("kind", "is", "account"): gettext_lazy("who are accounts"),
    ("days_overdue", "gt", "0"): gettext_lazy("whose rhythm broke"),
    ("problems_open", "ge", "1"): gettext_lazy("with an open problem"),
    ("referrals_sent", "ge", "1"): gettext_lazy("who sent somebody"),
    ("treatment_stated", "is", "contact"): gettext_lazy("who asked for contact"),
    ("treatment_stated", "is", "distance"): gettext_lazy("who asked for distance"),
    (LOOKED_AFTER, "known", None): gettext_lazy("whom somebody looks after"),
    (LOOKED_AFTER, "unknown", None): gettext_lazy("whom nobody looks after"),
}
"""What people have a word for."""


def filter_words(
    asked: Filter, *, currency: str | None, language: str, staff: Mapping[str, str]
) -> str:
    """One part of the sentence, in the active language: “who spent more than ৳ 10,000”.

    Shape: `staff` has the names of log-in names.
    """
    whole = WHOLE.get((asked.column.name, asked.test, asked.value))
    if whole is not None:
        return str(whole)
    label = in_sentence(asked.column.label(language=language))
    if asked.test in ("known", "unknown"):
        known = gettext("whose %(figure)s is known")
        return (known if asked.test == "known" else gettext("whose %(figure)s is not known")) % {
            "figure": label
        }
    if asked.column.kind == "date":
        return _date_words(asked, label, currency=currency, language=language)
    if asked.column.kind in ("text", "staff"):
        return _text_words(asked, label, currency=currency, language=language, staff=staff)
    if asked.column.kind == "count":
        return _count_words(asked, label, currency=currency, language=language)
    amount = _compared(asked.test) % {"value": _amount(asked, currency, language)}
    phrase = PHRASES.get(asked.column.name)
    if phrase is not None:
        return str(phrase) % {"amount": amount}
    return gettext("whose %(figure)s is %(amount)s") % {"figure": label, "amount": amount}


def test_label(column: CardColumn, test: str) -> str:
    """A test as a choice of the form."""
    if column.kind == "date" and test in DATE_LABELS:
        return str(DATE_LABELS[test])
    return str(TEST_LABELS[test])


def in_sentence(label: str) -> str:
    """A label inside of a sentence: without its capital, unless its first word is all capitals."""
    first = label.split(" ", maxsplit=1)[0]
    return label if len(first) > 1 and first.isupper() else label[:1].lower() + label[1:]


def _compared(test: str) -> str:
    return {
        "gt": gettext("more than %(value)s"),
        "ge": gettext("at least %(value)s"),
        "le": gettext("at most %(value)s"),
        "lt": gettext("less than %(value)s"),
        "eq": gettext("exactly %(value)s"),
    }[test]


def _amount(asked: Filter, currency: str | None, language: str) -> str:
    value = value_of(asked, currency=currency)
    writing: dict[str, Callable[[], str]] = {
        "money": lambda: money(value, currency=currency or "XXX", language=language),
        "estimated money": lambda: money(value, currency=currency or "XXX", language=language),
        "share": lambda: share(value, language=language),
        "days": lambda: days(value, language=language),
    }
    if asked.column.kind in writing:
        return writing[asked.column.kind]()
    points = value / 1000 if asked.column.name.endswith("_milli") else value
    return number(points, language=language)


def _count_words(asked: Filter, label: str, *, currency: str | None, language: str) -> str:
    value = value_of(asked, currency=currency)
    if value <= 0 and asked.test != "ge":
        return gettext("with no %(things)s") % {"things": label}
    if value == 1 and asked.test == "ge":
        return gettext("with any %(things)s") % {"things": label}
    told = {"things": label, "value": number(value, language=language)}
    return {
        "ge": gettext("with at least %(value)s %(things)s"),
        "le": gettext("with at most %(value)s %(things)s"),
        "eq": gettext("with exactly %(value)s %(things)s"),
    }[asked.test] % told


def _date_words(asked: Filter, label: str, *, currency: str | None, language: str) -> str:
    value = value_of(asked, currency=currency)
    told = {"figure": label}
    if isinstance(value, date):
        told["day"] = day(value, language=language)
        after = gettext("whose %(figure)s is on or after %(day)s")
        return (
            after if asked.test == "ge" else gettext("whose %(figure)s is on or before %(day)s")
        ) % told
    told["days"] = number(value, language=language)
    return {
        "within": ngettext(
            "whose %(figure)s is within the last %(days)s day",
            "whose %(figure)s is within the last %(days)s days",
            value,
        ),
        "before": ngettext(
            "whose %(figure)s is longer ago than %(days)s day",
            "whose %(figure)s is longer ago than %(days)s days",
            value,
        ),
        "coming": ngettext(
            "whose %(figure)s is within the next %(days)s day",
            "whose %(figure)s is within the next %(days)s days",
            value,
        ),
    }[asked.test] % told


def _text_words(
    asked: Filter, label: str, *, currency: str | None, language: str, staff: Mapping[str, str]
) -> str:
    value = str(asked.value)
    if asked.column.kind == "staff":
        who = {"name": staff.get(value, value)}
        after = gettext("whom %(name)s looks after")
        return (after if asked.test == "is" else gettext("whom %(name)s does not look after")) % who
    word = figure_in_words(asked.column.name, value, currency=currency, language=language)
    told = {"figure": label, "value": word or value}
    is_it = gettext("whose %(figure)s is %(value)s")
    return (is_it if asked.test == "is" else gettext("whose %(figure)s is not %(value)s")) % told
