"""Numbers and shares in the active language."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal
from django.utils.translation import get_language

from regulars import wording


def language() -> str:
    """The language of the page, as `wording` wants it; English where none is active."""
    return (get_language() or "en").split("-")[0]


def locale() -> Locale:
    """Babel's locale of the page's language."""
    return Locale.parse(language())


def number(value: int | Decimal) -> str:
    """1,248,000 on an English page, ১২,৪৮,০০০ on a Bengali one."""
    return wording.number(value, language=language())


def exactly(value: Decimal) -> str:
    """121.85: with every decimal that it has, e.g. of an exchange rate."""
    return numerals(format_decimal(value, format="#,##0.########", locale=locale()))


def percent(share: float) -> str:
    """12%; with one decimal below 1%, so that a small share is not shown as none."""
    return wording.share(share, language=language())


def numerals(text: str) -> str:
    """The same text with every western digit as the page's language and the book write it."""
    return wording.numerals(text, language=language())
