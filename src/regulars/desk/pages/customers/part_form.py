"""The form that asks one thing of a figure; the figure's kind decides what can be asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import get_language, gettext

from regulars.acts.columns import CardColumn, card_columns
from regulars.acts.figures import figure_in_words
from regulars.acts.filter_words import test_label
from regulars.acts.filters import FilterWrong, filter_of, filters_of, tests_of
from regulars.people.names import staff_names
from regulars.workspace import Book

IN_DAYS = ("within", "before", "coming")


@dataclass(frozen=True)
class PartForm:
    """`choices` are what a text can be; without any, `value` is written by hand.

    Null: `trouble` is "" until something was written that cannot be understood; `instead` is ""
          for a new part of the sentence.
    """

    name: str
    label: str
    tests: tuple[tuple[str, str], ...]
    test: str
    value: str
    choices: tuple[tuple[str, str], ...]
    hint: str
    trouble: str
    instead: str


def answer_of(address: QueryDict, *, currency: str | None) -> tuple[str | None, str]:
    """The filter that the form was answered with, or what is wrong with the answer."""
    figure, test = address.get("figure", ""), address.get("test", "")
    if not figure or not test:
        return None, ""
    written = ".".join((figure, test, address.get("value", "").strip()))
    try:
        return filter_of(written, currency=currency).text, ""
    except FilterWrong as wrong:
        return None, str(wrong)


def part_form(
    address: QueryDict, book: Book, *, currency: str | None, trouble: str
) -> PartForm | None:
    """The form for the figure that was chosen, as far as it is filled in; None without one."""
    column = card_columns().get(address.get("figure", ""))
    if column is None:
        return None
    instead = address.get("instead", "")
    before = next(iter(filters_of([instead], currency=currency)[0]), None)
    tests = tests_of(column)
    asked = address.get("test") or (before.test if before is not None else tests[0])
    return PartForm(
        name=column.name,
        label=column.label(language=get_language()),
        tests=tuple((test, test_label(column, test)) for test in tests),
        test=asked,
        value=address.get("value") or (before.value or "" if before is not None else ""),
        choices=_choices(column, book),
        hint=_hint(column, currency),
        trouble=trouble,
        instead=instead if before is not None else "",
    )


def _choices(column: CardColumn, book: Book) -> tuple[tuple[str, str], ...]:
    if column.kind == "staff":
        return tuple(staff_names().items())
    if column.kind != "text":
        return ()

    def word(value: str) -> str:
        told = figure_in_words(column.name, value, currency=None, language=get_language())
        return told or value

    return tuple((value, word(value)) for value in book.choices(column))


def _hint(column: CardColumn, currency: str | None) -> str:
    """In which unit the value is written."""
    if column.kind in ("money", "estimated money"):
        return gettext("in %(currency)s") % {"currency": currency or "?"}
    return {
        "share": gettext("in percent"),
        "days": gettext("days"),
        "date": gettext("a number of days, or a day such as 2026-03-01"),
    }.get(column.kind, "")
