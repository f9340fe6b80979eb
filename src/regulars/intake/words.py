"""Words that the SQL of recipes may use: what the book says, and how numbers and times are read."""

from __future__ import annotations

from babel.numbers import get_currency_precision, list_currencies

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal

WORDS: dict[str, str] = {
    # Blank is not there.
    "told(text)": "nullif(trim(text), '')",
    # Digits with a point and perhaps a sign, thousands between commas, a currency's mark before or
    # after; in brackets it is negative. Null where it is anything else.
    "number(text)": r"""
        CASE WHEN regexp_full_match(
          trim(text),
          '[(]?[-+−]?[^0-9,.()+−-]{0,4}[-+−]?([0-9]+|[0-9]{1,3}(,[0-9]{2,3})*,[0-9]{3})?([.][0-9]*)?'
            || '([^0-9,.()+−-]{0,4})[)]?')
        THEN try_cast(
          CASE WHEN regexp_matches(text, '[-−(]') THEN '-' ELSE '' END
            || regexp_replace(text, '[^0-9.]', '', 'g') AS DECIMAL(28, 6))
        END""",
    # The instant of a local time in a zone, as UTC.
    "utc(local_time, zone)": "timezone('UTC', timezone(zone, local_time))",
    # The instant of a time that is written with its offset, as UTC.
    "utc_of(text)": """
        timezone('UTC', coalesce(
          try_strptime(trim(text), [
            '%Y-%m-%d %H:%M:%S %z', '%Y-%m-%dT%H:%M:%S%z', '%Y-%m-%dT%H:%M:%S.%f%z']),
          CASE WHEN regexp_matches(trim(text), '(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)$')
            THEN try_cast(replace(trim(text), ' UTC', 'Z') AS TIMESTAMPTZ) END))""",
    # The day of an instant in the book's zone.
    "book_day(instant)": "timezone(book_zone(), timezone('UTC', instant))::DATE",
    # An amount in whole units as minor units of its currency, half away from zero.
    "minor(amount, currency)": "try_cast(round(amount * minor_units(currency)) AS BIGINT)",
}
"""Each with its comment; the words of the book's own come first, in `define_words`."""


def define_words(
    engine: DuckDBEngine, *, zone: str, currency: str | None, clock: str | None = None
) -> None:
    """Make the words known to the engine, with the book's zone and the currency that was said.

    Null: `book_currency()` where neither the user nor the book says one; `clock` None where the
          user does not say which zone's time the files tell: the book's.
    """
    said = literal(currency) if currency else "NULL::VARCHAR"
    book = {
        "book_zone()": literal(zone),
        "file_zone()": literal(clock or zone),
        "book_currency()": said,
        "minor_units(currency)": minor_units_sql("currency"),
    }
    for word, sql in {**book, **WORDS}.items():
        engine.execute(f"CREATE OR REPLACE MACRO {word} AS ({sql})")


def minor_units_sql(currency: str) -> str:
    """10 to the currency's number of decimals (JPY 1, BDT 100, KWD 1000)."""
    odd = {code: get_currency_precision(code) for code in sorted(list_currencies())}
    cases = " ".join(f"WHEN {literal(c)} THEN {10**n}" for c, n in odd.items() if n != 2)
    return f"(CASE {currency} {cases} ELSE 100 END)"
