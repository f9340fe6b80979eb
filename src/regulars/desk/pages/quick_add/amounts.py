"""An amount of money as somebody types it at the counter."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from babel.numbers import get_currency_precision

WRITTEN = re.compile(r"\d{1,3}(?:,\d{2,3})*(?:\.\d+)?|\d+(?:\.\d+)?")
DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
LARGEST = Decimal(10) ** 12
"""In whole units: more is a slip of the hand."""


class NotAnAmount(ValueError):
    """The text is no amount of this currency above 0."""


def minor_of(text: str, *, currency: str) -> int:
    """4,800 or 4800.50 or ৪৮০০, in minor units.

    A comma groups digits, as on our pages; an amount that could be read in two ways is refused.
    Raises: NotAnAmount.
    """
    plain = "".join(text.translate(DIGITS).split()).replace("\N{NO-BREAK SPACE}", "")
    if not WRITTEN.fullmatch(plain):
        raise NotAnAmount(text)
    try:
        major = Decimal(plain.replace(",", ""))
    except InvalidOperation as error:
        raise NotAnAmount(text) from error
    minor = major.scaleb(get_currency_precision(currency))
    if minor != minor.to_integral_value() or not 0 < major < LARGEST:
        raise NotAnAmount(text)
    return int(minor)
