"""Text that a spreadsheet would run as a formula gets an apostrophe, and loses it coming back.

Source: OWASP, CSV Injection: = + - @, tab, carriage return and line feed, and the wide forms.
"""

from __future__ import annotations

import re

from regulars.engines.engine import literal, quoted

_STARTS = "'*[=+@\\t\\r\\n＝＋－＠-]"
_NUMBER = "[+-]?([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][+-]?[0-9]+)?"


def guarded(text: str) -> str:
    """The text as it may stand in a CSV file; numbers stay numbers. `unguarded` gives it back."""
    risky = re.match(_STARTS, text) and not re.fullmatch(_NUMBER, text)
    return "'" + text if risky else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") and re.match(_STARTS, text[1:]) else text


def guarded_sql(name: str) -> str:
    """`guarded` of a text column, in columns."""
    column = quoted(name)
    return (
        f"CASE WHEN regexp_matches({column}, {literal('^' + _STARTS)})"
        f" AND NOT regexp_full_match({column}, {literal(_NUMBER)})"
        f" THEN chr(39) || {column} ELSE {column} END"
    )


def unguarded_sql(name: str) -> str:
    """`unguarded` of a text column, in columns."""
    column = quoted(name)
    return (
        f"CASE WHEN regexp_matches({column}, {literal(chr(94) + chr(39) + _STARTS)})"
        f" THEN substr({column}, 2) ELSE {column} END"
    )
