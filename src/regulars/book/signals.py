"""The signals of every customer, some customers at a time where there are many.

The bases of orders hold most of a book's rows, and windows over them most of a refresh's memory.
Stored once in parts by customer, each part is grouped by itself: memory does not grow with the
number of customers. DuckDB's own spilling ends in "out of memory" for these windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from regulars.book.alike import TYPES, Alike, with_alike
from regulars.engines import Engine
from regulars.engines.engine import InParts, quoted
from regulars.signals import BASES, Signal, card_sql, signals
from regulars.signals.steps import PARTED, PARTED_BY, Step, card_steps


def define_signals(engine: Engine, *, as_of: date, currency: str | None) -> dict[str, Alike]:
    """Make `signals_card` from `fact_…`, `order_in_book` and `customers_all`.

    Returns the signals of which nothing is known, by name: they are not stored, nor need they be
    sorted.
    """
    *steps, card = card_steps(as_of=as_of, currency=currency)
    parted: tuple[Step, ...] = ()
    if isinstance(engine, InParts) and (parts := _parts(engine, engine.customers_at_a_time)) > 1:
        parted = tuple(step for step in steps if step.name in PARTED)
        _define_in_parts(engine, engine, parted, parts)
    for step in steps:
        if step not in parted:
            (engine.define_table if step.kept else engine.define_view)(step.name, step.sql)
    return _define_card(engine, card.name)


def _define_card(engine: Engine, name: str) -> dict[str, Alike]:
    said = tuple(base for base in BASES if engine.rows(f"SELECT 1 FROM signals_{base} LIMIT 1"))
    alike: dict[str, Alike] = {}
    for base in BASES:
        if base not in said:
            alike |= _absent(engine, [one for one in signals() if one.base == base], base)
    engine.define_table("signals_said", card_sql(said))
    columns = with_alike([one.name for one in signals()], alike)
    engine.define_view(name, f"SELECT customer_id, {columns} FROM signals_said")
    for base in said:
        engine.drop(f"signals_{base}")
    return alike


def _absent(engine: Engine, unsaid: Sequence[Signal], base: str) -> dict[str, Alike]:
    """The one value that everybody has of the signals of a base without a row."""
    types = engine.arrow(f"SELECT * FROM signals_{base} LIMIT 0").schema
    return {one.name: Alike(TYPES[types.field(one.name).type], one.absent) for one in unsaid}


def _parts(engine: Engine, at_a_time: int) -> int:
    [(customers,)] = engine.rows("SELECT COUNT(*) FROM customers_all")
    return -(-int(customers) // at_a_time)


def _define_in_parts(engine: Engine, storing: InParts, steps: Sequence[Step], parts: int) -> None:
    [whole] = [step for step in steps if step.name == PARTED_BY]
    names = storing.define_parts(whole.name, whole.sql, by="customer_id", parts=parts)
    for number, name in enumerate(names):
        engine.define_view(whole.name, f"SELECT * FROM {quoted(name)}")
        for step in steps:
            if step is whole:
                continue
            if not step.kept:
                engine.define_view(step.name, step.sql)
            elif number == 0:
                engine.define_table(step.name, step.sql)
            else:
                storing.append(step.name, step.sql)
    every = " UNION ALL ".join(f"SELECT * FROM {quoted(name)}" for name in names)
    engine.define_view(whole.name, every)
