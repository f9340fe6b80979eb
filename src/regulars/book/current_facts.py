"""The current row of every key, as views in the engine: from the mirror, or from a warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from regulars.book.customer_numbers import define_customer_numbers
from regulars.book.merges import define_merges
from regulars.book.numbered_orders import define_numbered_orders
from regulars.book.warehouse import (
    define_warehouse_fact,
    refuse_unknown_facts,
    warehouse_identities_sql,
)
from regulars.contracts import CONTRACTS, IDENTITY, SOURCE, SOURCE_ID, Column, Contract
from regulars.engines import Engine
from regulars.engines.engine import literal, quoted
from regulars.engines.sql_types import SQL_TYPE
from regulars.ledger.desk_facts import DESK

_CURRENT = """
SELECT {columns} FROM (
  SELECT *, ROW_NUMBER() OVER (
    PARTITION BY source, source_id ORDER BY seq DESC, revision_id DESC) AS newest_first
  FROM (
    SELECT {columns}, r.revision_id, p.seq
    FROM {revisions} AS r JOIN published AS p ON p.batch_id = r.batch_id
    UNION ALL
    SELECT {columns}, r.revision_id, p.seq
    FROM {revisions} AS r
    JOIN said_again AS a ON a.revision_id = r.revision_id AND a.fact = {fact}
    JOIN published AS p ON p.batch_id = a.batch_id
  ) AS every
) AS placed
WHERE newest_first = 1
"""


def define_current_facts(
    engine: Engine,
    *,
    files: dict[str, list[Path]],
    published: dict[int, int],
    warehouse: dict[str, dict[str, Any]],
    growing: frozenset[int] = frozenset(),
) -> None:
    """Make `fact_<name>` for every contract: source, source_id and the contract's columns.

    With `customers_all`, `numbered_order`, and who is whom: see those who make them.

    Shape: `published` maps complete batches to their place in the order of publication; `growing`
           are those, beside the desk's, that may hold several revisions of one key.
    Raises: WarehouseWrong.
    """
    refuse_unknown_facts(warehouse)
    engine.define_arrow(
        "published",
        pa.table(
            {
                "batch_id": pa.array(list(published), pa.int64()),
                "seq": pa.array(list(published.values()), pa.int64()),
            }
        ),
    )
    _define_said_again(engine, files["assertion"])
    for contract in CONTRACTS:
        _define_from_mirror(engine, contract, files[contract.fact], growing)
        if contract.fact in warehouse:
            define_warehouse_fact(engine, contract=contract, mapping=warehouse[contract.fact])
    for contract in CONTRACTS:
        fact = contract.fact
        names = ", ".join(quoted(column.name) for column in held_columns(contract))
        parts = [f"SELECT {names} FROM held_{fact}"]
        if fact in warehouse:
            parts.append(f"SELECT {names} FROM warehouse_{fact}")
        if contract != IDENTITY:
            engine.define_view(f"fact_{fact}", " UNION ALL ".join(parts))
    _define_known_identities(engine, warehouse)
    define_merges(engine, imported=bool(files[IDENTITY.fact]))
    define_customer_numbers(engine)
    define_numbered_orders(engine, warehouse=warehouse)
    engine.drop("known_identity")


def _define_known_identities(engine: Engine, warehouse: dict[str, dict[str, Any]]) -> None:
    """Each key once. Ids of a warehouse are hashes, and who is known is asked for several times."""
    every = "SELECT source, source_id, customer_id FROM held_identity"
    if warehouse:
        every += (
            " UNION ALL SELECT w.source, w.source_id, w.customer_id"
            f" FROM ({warehouse_identities_sql(warehouse=warehouse)}) AS w"
            " WHERE NOT EXISTS (SELECT 1 FROM held_identity AS h"
            " WHERE h.source = w.source AND h.source_id = w.source_id)"
        )
    engine.define_table("known_identity", every)


def held_columns(contract: Contract) -> tuple[Column, ...]:
    """What the engine sees of a fact: all but names, contact data and free text."""
    return (SOURCE, SOURCE_ID, *(column for column in contract.columns if not column.personal))


def _define_said_again(engine: Engine, files: list[Path]) -> None:
    if files:
        engine.define_files("said_again", files)
    else:
        columns = {"batch_id": "BIGINT", "fact": "VARCHAR", "revision_id": "BIGINT"}
        engine.define_view("said_again", _nothing(columns))


def _nothing(columns: dict[str, str]) -> str:
    """A query without rows: engines skip what is joined to it."""
    return f"SELECT {', '.join(_null(name, kind) for name, kind in columns.items())} WHERE FALSE"


def _null(name: str, kind: str) -> str:
    return f"CAST(NULL AS {kind}) AS {quoted(name)}"


def _define_from_mirror(
    engine: Engine, contract: Contract, files: list[Path], growing: frozenset[int]
) -> None:
    name = f"held_{contract.fact}"
    columns = held_columns(contract)
    if not files:
        engine.define_view(name, _nothing({c.name: SQL_TYPE[c.type] for c in columns}))
        return
    revisions = f"{name}_revisions"
    engine.define_files(revisions, files)
    held = set(engine.columns(revisions))
    chosen = ", ".join(
        # A mirror made before the contract had the column.
        quoted(column.name) if column.name in held else _null(column.name, SQL_TYPE[column.type])
        for column in columns
    )
    fact = literal(contract.fact)
    [(again,)] = engine.rows(f"SELECT COUNT(*) FROM said_again WHERE fact = {fact}")
    # What is written at the desk or posted may hold several revisions of one key in a batch; an
    # import never does.
    [(desk, batch)] = engine.rows(
        f"SELECT COUNT(CASE WHEN source = {literal(DESK)} THEN 1 END), MIN(batch_id)"
        f" FROM {quoted(revisions)}"
    )
    if len(files) == 1 and not again and not desk and batch not in growing:
        # One import and nothing said twice: every row is current, if its batch counts.
        engine.define_view(
            name,
            f"SELECT {chosen} FROM {quoted(revisions)}"
            " WHERE batch_id IN (SELECT batch_id FROM published)",
        )
    else:
        engine.define_view(
            f"{revisions}_whole", f"SELECT revision_id, batch_id, {chosen} FROM {quoted(revisions)}"
        )
        names = ", ".join(quoted(column.name) for column in columns)
        engine.define_table(
            name, _CURRENT.format(columns=names, revisions=quoted(f"{revisions}_whole"), fact=fact)
        )
