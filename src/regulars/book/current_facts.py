"""The current row of every key, as views in the engine: from the mirror, or from a warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from regulars.book.warehouse import define_warehouse_fact, warehouse_identities_sql
from regulars.contracts import CONTRACTS, IDENTITY, Contract
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import quoted
from regulars.ledger.columns import ARROW
from regulars.ledger.desk_facts import DESK

_CURRENT = """
SELECT * EXCLUDE (seq, revision_id, batch_id) FROM (
  SELECT r.*, p.seq FROM {revisions} AS r JOIN published AS p USING (batch_id)
  UNION ALL BY NAME
  SELECT r.* REPLACE (a.batch_id AS batch_id), p.seq
  FROM {revisions} AS r
  JOIN said_again AS a ON a.revision_id = r.revision_id AND a.fact = '{fact}'
  JOIN published AS p ON p.batch_id = a.batch_id
)
QUALIFY row_number() OVER (
  PARTITION BY source, source_id ORDER BY seq DESC, revision_id DESC) = 1
"""


def define_current_facts(
    engine: DuckDBEngine,
    *,
    files: dict[str, list[Path]],
    published: dict[int, int],
    warehouse: dict[str, dict[str, Any]],
) -> None:
    """Make `fact_<name>` for every contract: source, source_id and the contract's columns.

    Shape: `published` maps complete batches to their place in the order of publication.
    """
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
        _define_from_mirror(engine, contract, files[contract.fact], published)
        if contract.fact in warehouse:
            define_warehouse_fact(engine, contract=contract, mapping=warehouse[contract.fact])
    for contract in CONTRACTS:
        fact = contract.fact
        parts = [f"SELECT * FROM held_{fact}"]
        if fact in warehouse:
            parts.append(f"SELECT * FROM warehouse_{fact}")
        if contract == IDENTITY and warehouse:
            parts.append(warehouse_identities_sql(facts=tuple(warehouse)))
        engine.define_view(f"fact_{fact}", " UNION ALL BY NAME ".join(parts))
    _number_customers(engine)


def _number_customers(engine: DuckDBEngine) -> None:
    """Inside the engine a customer is a number: grouping by it is several times as fast.

    Makes `customers_all` (customer_id as that number, and the id people see) and puts the number
    into `fact_identity`.
    """
    engine.define_table(
        "identity_ids", "SELECT DISTINCT source, source_id, customer_id FROM fact_identity"
    )
    engine.define_table(
        "customers_all",
        "SELECT row_number() OVER (ORDER BY id) AS customer_id, id"
        " FROM (SELECT DISTINCT customer_id AS id FROM identity_ids)",
    )
    engine.define_table(
        "numbered",
        "SELECT i.source, i.source_id, a.customer_id"
        " FROM identity_ids AS i JOIN customers_all AS a ON a.id = i.customer_id",
    )
    engine.define_view("fact_identity", "SELECT * FROM numbered")


def _define_said_again(engine: DuckDBEngine, files: list[Path]) -> None:
    if files:
        engine.define_parquet("said_again", [str(path) for path in files])
    else:
        engine.define_view(
            "said_again", "SELECT NULL::BIGINT AS batch_id, '' AS fact, 0 AS revision_id LIMIT 0"
        )


def _define_from_mirror(
    engine: DuckDBEngine, contract: Contract, files: list[Path], published: dict[int, int]
) -> None:
    name = f"held_{contract.fact}"
    personal = {column.name for column in contract.columns if column.personal}
    if not files:
        empty = [("source", pa.string()), ("source_id", pa.string())]
        empty += [(c.name, ARROW[c.type]) for c in contract.columns if c.name not in personal]
        engine.define_arrow(f"{name}_empty", pa.schema(empty).empty_table())
        engine.define_view(name, f"SELECT * FROM {quoted(name + '_empty')}")
        return
    revisions = quoted(f"{name}_revisions")
    engine.define_parquet(f"{name}_revisions", [str(path) for path in files])
    [(again,)] = engine.rows(f"SELECT count(*) FROM said_again WHERE fact = '{contract.fact}'")
    # A day's desk batch may hold several revisions of one key; an import never does.
    [(desk,)] = engine.rows(f"SELECT count(*) FROM {revisions} WHERE source = '{DESK}'")
    if len(files) == 1 and not again and not desk:
        # One import and nothing said twice: every row is current, if its batch counts.
        engine.define_view(
            name,
            f"SELECT * EXCLUDE (revision_id, batch_id) FROM {revisions}"
            " WHERE batch_id IN (SELECT batch_id FROM published)",
        )
    else:
        engine.define_table(name, _CURRENT.format(revisions=revisions, fact=contract.fact))
