"""The same facts give the same bytes, in whatever order they come and on however many threads."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pyarrow as pa
import pytest
from small_ledgers import AS_OF, many_customers
from spec.card import define_card, tables_of
from spec.engines import ENGINES

CUSTOMERS = 3000
ROWS_OF_A_PIECE = 1000
"""Small enough that two threads share each table."""


@pytest.fixture(scope="module")
def tables() -> dict[str, pa.Table]:
    return tables_of(many_customers(Random(7), customers=CUSTOMERS).to_facts())


@pytest.mark.parametrize("name", ENGINES)
def test_order_of_rows_and_threads_do_not_change_a_byte_of_the_card(
    name: str, tables: dict[str, pa.Table], tmp_path: Path
) -> None:
    written = set()
    for seed in (0, 1, 2):
        mixed = shuffled(tables, seed)
        written |= {card_bytes(name, mixed, threads, tmp_path / str(seed)) for threads in (1, 2)}
    assert len(written) == 1


@pytest.mark.parametrize("name", ENGINES)
def test_other_facts_do_change_it(name: str, tables: dict[str, pa.Table], tmp_path: Path) -> None:
    fewer = {**tables, "fact_order": tables["fact_order"].slice(100)}
    assert card_bytes(name, tables, 1, tmp_path) != card_bytes(name, fewer, 1, tmp_path)


def shuffled(tables: dict[str, pa.Table], seed: int) -> dict[str, pa.Table]:
    random = Random(seed)
    found = {}
    for name, table in tables.items():
        order = random.sample(range(table.num_rows), table.num_rows)
        pieces = table.take(pa.array(order, pa.int64())).to_batches(max_chunksize=ROWS_OF_A_PIECE)
        found[name] = pa.Table.from_batches(pieces, schema=table.schema)
    return found


def card_bytes(name: str, tables: dict[str, pa.Table], threads: int, folder: Path) -> bytes:
    folder.mkdir(exist_ok=True)
    path = folder / "card.parquet"
    with ENGINES[name](folder / "engine", threads) as engine:
        for fact, table in tables.items():
            engine.define_arrow(fact, table)
        define_card(engine, as_of=AS_OF, currency="EUR")
        engine.write_parquet("SELECT * FROM signals_card ORDER BY customer_id", path)
    return path.read_bytes()
