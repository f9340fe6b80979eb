"""What a figure of one customer rests on: the rows of its base, and what each adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from regulars.book.small_book import SmallBook, define_small_book
from regulars.engines import DuckDBEngine
from regulars.signals import Signal, base_sql
from regulars.signals.parts import sum_sql, used_sql

MEMORY = "256MB"
CREDIT, REFERRED, EFFORTS = "referral_credit", "referred", "efforts"

Row = dict[str, Any]


@dataclass(frozen=True)
class Behind:
    """`value` is the figure as these facts give it now.

    Shape: `rows` have the columns of the base, `used` (whether the figure is made of the row),
           `adds` (what it adds to a sum, else null), and, where `of_facts`, `fact`, `source` and
           `source_id`; newest first.
    """

    value: Any
    rows: list[Row]
    of_facts: bool


def behind(book: SmallBook, *, signal: Signal, customer_id: str, temporary: Path) -> Behind:
    """The rows that a signal of this customer is made of."""
    number = book.numbers[customer_id]
    with DuckDBEngine(temporary=temporary, threads=1, memory=MEMORY) as engine:
        of_facts = define_small_book(engine, book, base=signal.base)
        own = f"SELECT * FROM {signal.base} WHERE customer_id = {number}"
        engine.define_table("own", own)
        adds = sum_sql(signal, as_of=book.as_of) or "CAST(NULL AS BIGINT)"
        used = used_sql(signal, base="own", as_of=book.as_of)
        table = engine.arrow(f"SELECT *, {used} AS used, {adds} AS adds FROM own ORDER BY ALL DESC")
        found = engine.rows(
            f"SELECT {signal.name} FROM signals_{signal.base} WHERE customer_id = {number}"
        )
        rows: list[Row] = table.to_pylist()
        if signal.base == CREDIT:
            rows = _by_spender(engine, book, number)
        elif signal.base == REFERRED:
            rows = _senders(engine, number)
        elif signal.base == EFFORTS:
            of_facts, rows = True, [_of_problem(row) for row in rows if row["adds"] != 0]
    value = found[0][0] if found else None
    return Behind(signal.absent if value is None else value, rows, of_facts)


def everybody(book: SmallBook, *, signal: Signal, temporary: Path) -> dict[str, Any]:
    """The figure of every customer of a small book; for whom the base has no row, `absent`."""
    with DuckDBEngine(temporary=temporary, threads=1, memory=MEMORY) as engine:
        define_small_book(engine, book, base=signal.base)
        rows = engine.rows(f"SELECT customer_id, {signal.name} FROM signals_{signal.base}")
    found = dict(rows)
    return {
        one: signal.absent if found.get(number) is None else found[number]
        for one, number in book.numbers.items()
    }


def _of_problem(row: Row) -> Row:
    """What the log of a problem says is told as of the problem."""
    return {**row, "fact": "problem", "source_id": row["problem_key"]}


def _by_spender(engine: DuckDBEngine, book: SmallBook, number: int) -> list[Row]:
    """The share in what each of those who were sent has spent: what is left when only they spend.

    Shares are worked out for each spender by itself, so together they are the figure.
    """
    spenders = engine.rows("SELECT DISTINCT sent_id FROM referrals WHERE spend_minor <> 0")
    engine.define_table("every_referral", "SELECT * FROM referrals")
    rows = []
    for (spender,) in sorted(spenders):
        engine.define_table(
            "referrals",
            "SELECT * REPLACE (CASE WHEN sent_id = "
            f"{int(spender)} THEN spend_minor ELSE 0 END AS spend_minor) FROM every_referral",
        )
        [(share,)] = engine.rows(
            f"SELECT COALESCE(SUM(amount_minor), 0) FROM ({_credit(book)})"
            f" WHERE customer_id = {int(number)}"
        )
        if share:
            rows.append({"sent_id": spender, "adds": int(share), "used": True})
    return rows


def _senders(engine: DuckDBEngine, number: int) -> list[Row]:
    """Who sent this customer, which their own base leaves out as nothing counts it."""
    rows: list[Row] = engine.arrow(
        "SELECT customer_id AS sender_id, happened_on, TRUE AS used, CAST(NULL AS BIGINT) AS adds"
        f" FROM referrals WHERE sent_id = {int(number)} ORDER BY happened_on DESC, customer_id"
    ).to_pylist()
    return rows


def _credit(book: SmallBook) -> str:
    return base_sql(CREDIT, as_of=book.as_of, currency=book.currency)
