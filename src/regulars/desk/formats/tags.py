"""The formats as template filters: `{% load formats %}`."""

from __future__ import annotations

from django.template import Library

from regulars import wording
from regulars.desk.formats import codes, days, durations, money, numbers
from regulars.desk.formats.kept import kept

register = Library()

register.simple_tag(kept, takes_context=True)

register.filter("number", numbers.number)
register.filter("exactly", numbers.exactly)
register.filter("numerals", numbers.numerals)
register.filter("percent", numbers.percent)
register.filter("customer_kind", codes.customer_kind)
register.filter("effect_basis", codes.effect_basis)
register.filter("long_day", days.long_day)
register.filter("long_day_and_year", days.long_day_and_year)
register.filter("day", days.day)
register.filter("day_and_year", days.day_and_year)
register.filter("month_and_year", days.month_and_year)
register.filter("date_of", days.date_of)
register.filter("clock", days.clock)
register.filter("moment", days.moment)
register.filter("since", days.since)
register.filter("minutes", durations.minutes)
register.filter("hours", durations.hours)
register.filter("long_time", durations.long_time)
register.filter("seconds", durations.seconds)


@register.filter
def estimate(minor: int, currency: str) -> str:
    return money.estimate(minor, currency=currency)


@register.filter
def amount(minor: int, currency: str) -> str:
    """An amount as somebody stated it, to the last digit."""
    return wording.money(minor, currency=currency, language=numbers.language())


@register.filter
def low_end(minor: int, currency: str) -> str:
    return money.low_end(minor, currency=currency)


@register.filter
def high_end(minor: int, currency: str) -> str:
    return money.high_end(minor, currency=currency)


@register.simple_tag
def interval(low_minor: int, high_minor: int, currency: str) -> str:
    return money.interval(low_minor, high_minor, currency=currency)
