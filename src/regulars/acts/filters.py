"""Which customers are asked for: conditions on figures, each built from how the figure is declared.

A filter is written as `spend_minor.gt.10000`: a figure, a test, and a value as people say it:
money in whole units of the currency, shares in percent, days as `2026-03-01`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import get_currency_precision
from django.utils.translation import gettext

from regulars.acts.columns import CardColumn, card_columns
from regulars.errors import RegularsError

LARGEST = 9 * 10**18
"""What a column can hold."""
MOST_DAYS = 36_500
ASCII_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789", ", \N{NO-BREAK SPACE}'৳")

AMOUNTS = ("gt", "ge", "le", "lt")
UNKNOWN = ("known", "unknown")
TESTS: dict[str, tuple[str, ...]] = {
    "count": ("ge", "le", "eq"),
    "score": ("ge", "le", "eq"),
    "days": AMOUNTS,
    "money": AMOUNTS,
    "estimated money": AMOUNTS,
    "share": AMOUNTS,
    "date": ("within", "before", "coming", "ge", "le"),
    "text": ("is", "isnot"),
    "staff": ("is", "isnot"),
}
"""The tests of each kind of figure; a kind that is new here is compared like a count."""

Condition = tuple[str, str, Any]
"""Column of the card, comparison (`>`, `>=`, `<`, `<=`, `=`, `<>`, `null`, `not null`), value."""


class FilterWrong(RegularsError):
    """A filter cannot be understood; the message is for whoever wrote it."""

    exit_code = 2


@dataclass(frozen=True)
class Filter:
    """`value` is as it was written; None for a test that needs none."""

    column: CardColumn
    test: str
    value: str | None

    @property
    def text(self) -> str:
        """As `filter_of` reads it."""
        told = "" if self.value is None else f".{self.value}"
        return f"{self.column.name}.{self.test}{told}"


def tests_of(column: CardColumn) -> tuple[str, ...]:
    """The tests that go with a figure."""
    tests = TESTS.get(column.kind, TESTS["count"])
    return (*tests, *UNKNOWN) if column.may_be_unknown else tests


def filter_of(text: str, *, currency: str | None) -> Filter:
    """The filter that was written. Raises: FilterWrong, saying what can be written instead."""
    name, _, rest = text.partition(".")
    test, _, value = rest.partition(".")
    column = card_columns().get(name)
    if column is None:
        raise FilterWrong(
            gettext("There is no figure called “%(name)s”, so it was left out.") % {"name": name}
        )
    if test not in tests_of(column):
        raise FilterWrong(
            gettext("“%(text)s” is no question that can be asked, so it was left out.")
            % {"text": text}
        )
    if test in UNKNOWN:
        return Filter(column, test, None)
    asked = Filter(column, test, value.strip())
    value_of(asked, currency=currency)
    return asked


def filters_of(texts: Iterable[str], *, currency: str | None) -> tuple[list[Filter], list[str]]:
    """Those that can be understood, each once, and what is wrong with the others."""
    found: dict[str, Filter] = {}
    wrong = []
    for text in dict.fromkeys(texts):
        try:
            one = filter_of(text, currency=currency)
        except FilterWrong as error:
            wrong.append(str(error))
        else:
            found[one.text] = one
    return list(found.values()), wrong


def value_of(asked: Filter, *, currency: str | None) -> Any:
    """The value in the unit of the column; None for a test without one. Raises: FilterWrong."""
    if asked.value is None:
        return None
    if asked.test in ("within", "before", "coming"):
        return int(_number(asked.value, low=0, high=MOST_DAYS))
    reading: Callable[[str], Any] = {
        "money": lambda text: _minor(text, currency),
        "estimated money": lambda text: _minor(text, currency),
        "share": lambda text: float(_number(text.rstrip("%"))) / 100,
        "date": _day,
        "text": _text,
        "staff": _text,
    }.get(asked.column.kind, lambda text: _points(text, asked.column.name))
    return reading(asked.value)


def conditions_of(asked: Filter, *, as_of: date, currency: str | None) -> tuple[Condition, ...]:
    """What it means for a column of the card; days count from the day of the figures."""
    name, value = asked.column.name, value_of(asked, currency=currency)
    match asked.test:
        case "known":
            return ((name, "not null", None),)
        case "unknown":
            return ((name, "null", None),)
        case "within":
            return ((name, ">", as_of - timedelta(days=value)), (name, "<=", as_of))
        case "before":
            return ((name, "<", as_of - timedelta(days=value)),)
        case "coming":
            return ((name, ">=", as_of), (name, "<=", as_of + timedelta(days=value)))
    comparison = {"gt": ">", "ge": ">=", "le": "<=", "lt": "<", "eq": "=", "is": "=", "isnot": "<>"}
    return ((name, comparison[asked.test], value),)


def _number(text: str, *, low: int = -LARGEST, high: int = LARGEST) -> Decimal:
    try:
        number = Decimal(text.translate(ASCII_DIGITS).replace("−", "-"))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not low <= number <= high:
        raise FilterWrong(
            gettext("“%(text)s” is no number that can be compared with. Write e.g. 10000.")
            % {"text": text}
        )
    return number


def _points(text: str, name: str) -> int | float:
    points = _number(text) * (1000 if name.endswith("_milli") else 1)
    return int(points) if points == points.to_integral_value() else float(points)


def _minor(text: str, currency: str | None) -> int:
    exponent = get_currency_precision(currency) if currency else 2
    minor = _number(text).scaleb(exponent)
    return int(_number(str(minor)))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.translate(ASCII_DIGITS))
    except ValueError as error:
        raise FilterWrong(
            gettext("“%(text)s” is no day. Write e.g. 2026-03-01.") % {"text": text}
        ) from error


def _text(text: str) -> str:
    if not text:
        raise FilterWrong(gettext("A question was left without an answer. Choose one."))
    return text
