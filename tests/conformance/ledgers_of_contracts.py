"""Small ledgers with rows of every fact, made from the contracts: a new fact is covered by itself.

Keys of customers and of facts come from one small pool, so that whatever joins, joins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from spec.facts import Facts

from regulars.contracts import CONTRACTS, IDENTITY, Column, Contract, Type
from regulars.plays import plays

Row = dict[str, Any]

AS_OF = date(2024, 3, 1)
"""The day after a leap day."""

SOURCES = ("till", "shop")
KEYS = ("0", "1", "2", "3")
CURRENCIES = ("EUR", "EUR", "EUR", "USD")
AMOUNTS = (0, 1, 100, 100, 250, 2000, 333, -100, 10**12)
RATES = (0, 1, 50_000_000, 91_234_567, 10**8, 123 * 10**8)
SMALL = (0, 1, 1, 2, 5, 10, 1000, 5000)
QUESTIONS = ("who_told", "would_have_come", "a", "who_told", "would_have_come", "খ")
"""As many as TEXTS: the rows after them stay those that they were."""
TEXTS = ("a", "B", "ä", "খ", "😀", "\ufffd")


FULL = 20


@dataclass(frozen=True)
class Shape:
    """What Hypothesis chooses of a ledger; rows are drawn from the seed, which is much faster.

    `width` in days before the day looked at; `rows` at most of each fact, of orders four times.
    """

    seed: int
    width: int
    rows: int
    nulls: float


shapes = st.builds(
    Shape,
    seed=st.integers(0, 2**32),
    width=st.sampled_from([3, 40, 200, 1200]),
    rows=st.sampled_from([0, 1, 4, 8]),
    nulls=st.sampled_from([0.0, 0.2, 0.8]),
)


def ledger_of(shape: Shape) -> Facts:
    """Up to four customers under eight keys, and rows of every fact; a key may be nobody's."""
    random, facts = Random(shape.seed), Facts()
    for source in SOURCES:
        for key in KEYS:
            if name := random.choice(("ann", "ben", "cal", "dan", None)):
                facts.customers[source, key] = name
    for contract in CONTRACTS:
        if contract != IDENTITY:
            most = shape.rows * (4 if contract.fact == "order" else 1)
            facts.rows[contract.fact] = [
                {
                    "source": random.choice(SOURCES),
                    "source_id": str(place),
                    **{c.name: _value(c, shape, random) for c in contract.columns},
                }
                for place in range(random.randint(0, most))
            ]
    return facts


def _value(column: Column, shape: Shape, random: Random) -> Any:
    if column.may_be_null and random.random() < shape.nulls:
        return None
    if column.choices:
        return random.choice(column.choices)
    days = timedelta(days=random.randint(-3, shape.width))
    match column.type:
        case Type.DATE:
            return AS_OF - days
        case Type.INSTANT:
            noon = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 12)
            return noon - days - timedelta(hours=random.randint(-11, 11))
        case Type.INTEGER:
            return random.choice(_whole_numbers(column.name))
    return random.choice(_texts(column.name))


def _whole_numbers(name: str) -> tuple[int, ...]:
    if name.endswith("_minor"):
        return AMOUNTS
    return RATES if name.endswith("_e8") else SMALL


def _texts(name: str) -> tuple[str, ...]:
    if name.endswith("source"):
        return SOURCES
    if name.endswith("_key"):
        return (*KEYS, *KEYS, "none")
    if name.endswith("currency"):
        return CURRENCIES
    if name == "question":
        return QUESTIONS
    return tuple(plays()) if name == "play" else TEXTS


def drawn_ledgers(*, count: int) -> list[Facts]:
    """So many ledgers, drawn at once: Spark is told of all of them in one job.

    The first few are full, so that every signal has something to tell.
    """
    found = [ledger_of(Shape(seed, width=400, rows=12, nulls=0.1)) for seed in range(FULL)]

    @settings(max_examples=count, phases=[Phase.generate], database=None, deadline=None)
    @given(shapes)
    def draw(shape: Shape) -> None:
        found.append(ledger_of(shape))

    draw()
    return found


def one_book(drawn: list[Facts]) -> Facts:
    """All ledgers in one: told apart by the number of the ledger before every source and name."""
    book = Facts()
    for number, ledger in enumerate(drawn):
        for (source, key), name in ledger.customers.items():
            book.customers[f"{number:03d} {source}", key] = f"{number:03d} {name}"
        for contract in CONTRACTS:
            for row in ledger.rows.get(contract.fact, []):
                book.rows.setdefault(contract.fact, []).append(_apart(contract, row, number))
    return book


def _apart(contract: Contract, row: Row, number: int) -> Row:
    sources = {"source", *(name for name in contract.names if name.endswith("_source"))}
    return {
        name: f"{number:03d} {value}" if name in sources and value is not None else value
        for name, value in row.items()
    }
