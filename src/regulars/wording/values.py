"""Numbers, money, days and shares in the digits, grouping and months of a language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import (
    format_decimal,
    format_percent,
    get_currency_precision,
    get_currency_symbol,
)

# Babel groups digits as the locale does but writes western ones.
OWN_DIGITS = {"bn": str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")}
_WESTERN = {
    language: {to: by for by, to in digits.items()} for language, digits in OWN_DIGITS.items()
}
_digits_of: dict[str, dict[int, int]] = dict(OWN_DIGITS)

ESTIMATE_DIGITS = 3

DAYS = {"en": ("{} day", "{} days"), "bn": ("{} দিন", "{} দিন")}


def write_own_digits(on: bool) -> None:
    """Whether this process writes a language's own digits: its book, of which it has one, says."""
    if on:
        _digits_of.update(OWN_DIGITS)
    else:
        _digits_of.clear()


def numerals(text: str, *, language: str) -> str:
    """The same text with every western digit in the language's own, where the book wants that."""
    return text.translate(_digits_of.get(language, {}))


def as_written(text: str, *, language: str) -> str:
    """A text of ours, e.g. a play's sentence, with western digits where the book wants those.

    Not for what customers wrote: it is shown as it is.
    """
    return text if language in _digits_of else text.translate(_WESTERN.get(language, {}))


def number(value: float | Decimal, *, language: str) -> str:
    """1,248,000 in English, ১২,৪৮,০০০ in Bengali; at most one decimal."""
    return numerals(_grouped(round(value, 1) or 0, None, language), language=language)


def days(count: float, *, language: str) -> str:
    """23 days; a median may end in .5 and is rounded up then."""
    whole = int(count + 0.5)
    one, many = DAYS[language]
    return (one if whole == 1 else many).format(number(whole, language=language))


def day(on: date, *, language: str) -> str:
    """9 December 2011."""
    return numerals(format_date(on, "d MMMM y", locale=_locale(language)), language=language)


def share(value: float, *, language: str) -> str:
    """12%; 0.4% below one percent."""
    pattern = "#,##0.#%" if abs(value) < 0.01 else "#,##0%"
    return numerals(
        format_percent(value, format=pattern, locale=_locale(language)), language=language
    )


def money(minor: int, *, currency: str, language: str) -> str:
    """£1,234.50: an amount as it is. Units: minor units of `currency` (JPY 0, KWD 3 decimals)."""
    exponent = get_currency_precision(currency)
    major = Decimal(minor).scaleb(-exponent)
    decimals = "" if major == major.to_integral_value() else "." + "0" * exponent
    grouping = _locale(language).decimal_formats[None].pattern.split(".")[0]
    amount = _grouped(abs(major), grouping + decimals, language)
    sign = "−" if minor < 0 else ""
    return f"{sign}{symbol(currency, language=language)}{numerals(amount, language=language)}"


def rounded(minor: int) -> int:
    """An estimate to the three digits that it can carry: 22,646,584 is 22,600,000."""
    digits = len(str(abs(minor)))
    return round(minor, min(0, ESTIMATE_DIGITS - digits))


def symbol(currency: str, *, language: str) -> str:
    """The currency's sign, or its code and a space where people know no sign."""
    if currency == "BDT":
        return "৳\N{NO-BREAK SPACE}"
    own = get_currency_symbol(currency, locale=_locale(language))
    return f"{own}\N{NO-BREAK SPACE}" if own.isalpha() else own


@lru_cache(maxsize=4096)
def _grouped(value: float | Decimal, pattern: str | None, language: str) -> str:
    """Babel reads the pattern anew each time; a page has hundreds of numbers."""
    return str(format_decimal(value, format=pattern, locale=_locale(language)))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
