"""Amounts of orders in the book's currency, each at the rate of its own day; whole numbers only."""

from __future__ import annotations

import pyarrow as pa
from babel.numbers import get_currency_precision

from regulars.engines import Engine
from regulars.engines.engine import literal, quoted

RATE_DIGITS = 8
OLDEST_DAYS = 7
"""A rate counts on its day and for a week after it: weekends, holidays, a late file."""
LARGEST = 9_000_000_000_000_000_000
"""What is worth more in minor units has no place in 64 bits: not known."""

# The last rate on or before each day on which something has to be converted.
_OF_THE_DAY = """
SELECT currency, day, rate_e8, divisor, half FROM (
  SELECT d.currency, d.day, r.rate_e8, c.divisor, c.half,
    ROW_NUMBER() OVER (
      PARTITION BY d.currency, d.day ORDER BY r.rated_on DESC, r.source, r.source_id) AS place
  FROM (SELECT DISTINCT currency, happened_on AS day FROM fact_order) AS d
  JOIN fact_rate AS r ON r.currency = d.currency
  JOIN rate_divisors AS c ON c.currency = d.currency
  WHERE r.to_currency = {currency} AND r.rate_e8 > 0
    AND r.rated_on <= d.day AND r.rated_on >= d.day - {days}
) AS placed
WHERE place = 1
"""

# Half away from zero: the half is added to the size, the sign comes back at the end. The product
# of two 64-bit numbers fits into 128 bits, and into DECIMAL(38, 0).
_SIZE = "ABS(CAST(o.amount_minor AS HUGEINT) * CAST(r.rate_e8 AS HUGEINT))"
_CONVERTED = f"""
CASE WHEN {_SIZE} <= CAST(r.divisor AS HUGEINT) * CAST({LARGEST} AS HUGEINT) THEN
  CASE WHEN o.amount_minor < 0 THEN -1 ELSE 1 END * CAST(
    ({_SIZE} + CAST(r.half AS HUGEINT)) // CAST(r.divisor AS HUGEINT) AS BIGINT)
END
"""


def define_in_book(engine: Engine, *, currency: str | None) -> None:
    """Make `order_in_book`: `numbered_order` with `book_minor`, the amount in the book's currency.

    Units: minor units of `currency`; KWD has 3 decimals, JPY none.
    Null:  no amount, no rate of that day or the 7 before it, a book without a currency. A rate of
           the other direction is not turned round: what is given is what somebody stands for.
    """
    columns = [quoted(name) for name in engine.columns("numbered_order")]
    chosen = ", ".join(f"o.{name}" for name in columns)
    if currency is None:
        engine.define_view(
            "order_in_book",
            f"SELECT {chosen}, CAST(NULL AS BIGINT) AS book_minor FROM numbered_order AS o",
        )
        return
    own = f"WHEN o.currency = {literal(currency)} THEN o.amount_minor"
    rated = _define_rates(engine, currency)
    engine.define_view(
        "order_in_book",
        f"SELECT {chosen}, CASE {own} {'ELSE ' + _CONVERTED if rated else ''} END AS book_minor"
        " FROM numbered_order AS o"
        + (
            " LEFT JOIN rates_of_the_day AS r ON r.currency = o.currency AND r.day = o.happened_on"
            if rated
            else ""
        ),
    )


def orders_not_in_book(engine: Engine, *, currency: str | None) -> tuple[int, int]:
    """Orders in another currency: how many were converted, and of how many the rate is missing."""
    [(converted, left_out)] = engine.rows(
        "SELECT COUNT(*) FILTER (WHERE book_minor IS NOT NULL),"
        " COUNT(*) FILTER (WHERE book_minor IS NULL) FROM order_in_book"
        " WHERE currency IS DISTINCT FROM $currency",
        {"currency": currency},
    )
    return converted, left_out


def _define_rates(engine: Engine, currency: str) -> bool:
    """Make `rates_of_the_day`, where there is any rate into the book's currency."""
    rated = engine.rows(
        "SELECT DISTINCT currency FROM fact_rate WHERE to_currency = $currency",
        {"currency": currency},
    )
    codes = sorted(code for (code,) in rated if code != currency)
    if not codes:
        return False
    digits = [
        RATE_DIGITS + get_currency_precision(code) - get_currency_precision(currency)
        for code in codes
    ]
    engine.define_arrow(
        "rate_divisors",
        pa.table(
            {
                "currency": pa.array(codes, pa.string()),
                "divisor": pa.array([10**n for n in digits], pa.int64()),
                "half": pa.array([10**n // 2 for n in digits], pa.int64()),
            }
        ),
    )
    engine.define_table(
        "rates_of_the_day", _OF_THE_DAY.format(currency=literal(currency), days=OLDEST_DAYS)
    )
    return True
