"""Estimated amounts of money, rounded to what an estimate can carry."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from babel.numbers import format_decimal, get_currency_precision

from regulars.desk.formats.numbers import language, locale, numerals
from regulars.wording.values import symbol

TO = "\N{EN DASH}"
FIGURE_DIGITS = 3
INTERVAL_DIGITS = 2
WHOLE_FROM = 10
"""From this many major units on, an estimate has no decimals."""


def estimate(minor: int, *, currency: str) -> str:
    """৳ 48,200: the currency's sign and the amount, to three significant digits.

    Units: minor units of `currency`; their exponent is the currency's (JPY 0, KWD 3).
    """
    amount = _rounded(minor, currency=currency, digits=FIGURE_DIGITS, rounding=ROUND_HALF_EVEN)
    return symbol(currency, language=language()) + _plain(amount, currency=currency)


def interval(low_minor: int, high_minor: int, *, currency: str) -> str:
    """31,000–66,000: both ends rounded outwards to two digits, so the estimate stays inside."""
    return low_end(low_minor, currency=currency) + TO + high_end(high_minor, currency=currency)


def low_end(minor: int, *, currency: str) -> str:
    """31,000: the lower end alone, rounded down."""
    low = _rounded(minor, currency=currency, digits=INTERVAL_DIGITS, rounding=ROUND_FLOOR)
    return _plain(low, currency=currency)


def high_end(minor: int, *, currency: str) -> str:
    """66,000: the upper end alone, rounded up."""
    high = _rounded(minor, currency=currency, digits=INTERVAL_DIGITS, rounding=ROUND_CEILING)
    return _plain(high, currency=currency)


def _rounded(minor: int, *, currency: str, digits: int, rounding: str) -> Decimal:
    exponent = get_currency_precision(currency)
    major = Decimal(minor).scaleb(-exponent)
    if not major:
        return major
    step = major.adjusted() - digits + 1
    finest = 0 if abs(major) >= WHOLE_FROM else -exponent
    return major.quantize(Decimal(1).scaleb(max(step, finest)), rounding=rounding)


def _plain(amount: Decimal, *, currency: str) -> str:
    decimals = get_currency_precision(currency) if 0 < abs(amount) < WHOLE_FROM else 0
    grouping = locale().decimal_formats[None].pattern.split(".")[0]
    pattern = f"{grouping}.{'0' * decimals}" if decimals else grouping
    return numerals(format_decimal(amount, format=pattern, locale=locale()))
