"""Text that is alike for whoever types it: in any script, whatever the case, inside of words.

Databases differ in which letters they take for the same, so they only choose rows that may be
alike, by patterns that leave none out; `folded` then decides, for both databases the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Lookup, Q, TextField

ANY = "%"
HANGUL = range(0xAC00, 0xD7A4)
"""Syllables that Unicode takes apart, but that nobody stores taken apart."""
DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
BENGALI_DIGITS = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


@TextField.register_lookup
class Alike(Lookup):
    """LIKE that takes no notice of the case of A to Z, on both databases the same."""

    lookup_name = "alike"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return self._written("{} LIKE {} ESCAPE '\\'", compiler, connection)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        # By bytes: to ask a language for the case of each letter takes three times as long.
        has_case = re.search("[a-z]", str(self.rhs)) is not None
        form = 'LOWER(({}) COLLATE "C") LIKE {}' if has_case else '({}) COLLATE "C" LIKE {}'
        return self._written(form + " ESCAPE '\\'", compiler, connection)

    def _written(self, form: str, compiler: Any, connection: Any) -> tuple[str, Any]:
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return form.format(left, right), (*left_values, *right_values)


def folded(text: str) -> str:
    """One spelling for all ways to write a text: case, composition, width, blanks.

    Marks without width, which keyboards put into Bengali or leave out, are left out.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    if not plain.isascii():
        seen = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
        plain = unicodedata.normalize("NFKC", seen)
    return " ".join(plain.split())


def has(column: str, text: str, *, before: str = ANY) -> Q:
    """Rows in which the text may stand in this column, after what matches `before`."""
    patterns = sorted({_pattern(one) for one in _cases(text)})
    return reduce(or_, (Q(**{f"{column}__alike": before + one + ANY}) for one in patterns))


def has_digits(column: str, digits: str) -> Q:
    """Rows with these digits in this order, whatever stands between; also in Bengali digits."""
    written = (digits, digits.translate(BENGALI_DIGITS))
    return reduce(or_, (Q(**{f"{column}__alike": f"%{ANY.join(one)}%"}) for one in written))


def _cases(text: str) -> set[str]:
    """Databases fold A to Z alone: other letters are looked for as they are usually written."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii():
        return {composed}
    return {composed, composed.lower(), composed.upper(), composed.title()}


def _pattern(text: str) -> str:
    """A text as it may be stored: with anything where letters can be composed in several ways."""
    parts = [
        ANY if _told_apart(text, place) else _escaped(letter) for place, letter in enumerate(text)
    ]
    # ß and ss are folded alike.
    pattern = re.sub("%%+|[sS]{2}", ANY, "".join(parts))
    if not pattern.strip(ANY):
        pattern = "".join(map(_escaped, text))
    return re.sub("[A-Z]", lambda letter: letter[0].lower(), pattern)


def _told_apart(text: str, place: int) -> bool:
    """Whether a letter can be stored as several, or what follows it can be a part of it."""
    letter, after = text[place], text[place + 1 : place + 2]
    if letter.isascii() and after.isascii():
        return False
    if unicodedata.combining(letter) or (after and unicodedata.combining(after)):
        return True
    return ord(letter) not in HANGUL and unicodedata.normalize("NFD", letter) != letter


def _escaped(letter: str) -> str:
    return "\\" + letter if letter in "\\%_" else letter
