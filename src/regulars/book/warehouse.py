"""A book whose facts lie in a warehouse: Parquet folders mapped onto the contracts.

`book.toml`:

    [warehouse.order]
    parquet = ["/data/orders/*.parquet"]
    source = "shop"
    [warehouse.order.columns]      # contract column = warehouse column
    source_id = "order_id"
    customer_key = "customer_id"
"""

from __future__ import annotations

from typing import Any

from regulars.contracts import CUSTOMER_IDS, Contract
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal, quoted
from regulars.engines.sql_types import SQL_TYPE
from regulars.errors import RegularsError


class WarehouseWrong(RegularsError):
    """The mapping in `book.toml` does not fit the warehouse."""

    exit_code = 3


def define_warehouse_fact(
    engine: DuckDBEngine, *, contract: Contract, mapping: dict[str, Any]
) -> None:
    """Make `warehouse_<fact>`: source, source_id and the contract's columns of the mapped files.

    A column may also be given a constant: `currency = { value = "EUR" }`.
    Raises: WarehouseWrong for a column that neither the contract nor the files have.
    """
    columns = dict(mapping.get("columns", {}))
    known = {"source_id", *contract.names}
    if unknown := sorted(set(columns) - known):
        raise WarehouseWrong(
            f"[warehouse.{contract.fact}.columns] has {', '.join(unknown)}, which the contract "
            f"{contract.fact} does not have. It has {', '.join(sorted(known))}."
        )
    files = f"warehouse_{contract.fact}_files"
    engine.define_parquet(files, [str(pattern) for pattern in mapping["parquet"]])
    held = set(engine.arrow(f"SELECT * FROM {files} LIMIT 0").column_names)
    wanted = {to for to in columns.values() if isinstance(to, str)}
    if missing := sorted(wanted - held):
        raise WarehouseWrong(
            f"[warehouse.{contract.fact}.columns] names {', '.join(missing)}, which the Parquet "
            f"files do not have. They have {', '.join(sorted(held))}."
        )
    source = literal(str(mapping.get("source", "warehouse")))
    chosen = [f"{source} AS source", f"{_mapped('source_id', 'VARCHAR', columns)} AS source_id"]
    for column in contract.columns:
        if column.personal:
            continue
        value = _mapped(column.name, SQL_TYPE[column.type], columns)
        if column.name == "customer_source":
            value = source
        chosen.append(f"{value} AS {quoted(column.name)}")
    engine.define_view(f"warehouse_{contract.fact}", f"SELECT {', '.join(chosen)} FROM {files}")
    if (key := columns.get("customer_key")) is not None:
        # Made distinct as the files have it: a number is several times as fast as its text.
        engine.define_view(
            f"warehouse_{contract.fact}_customers",
            f"SELECT {source} AS source, CAST(k AS VARCHAR) AS source_id"
            f" FROM (SELECT DISTINCT {quoted(key)} AS k FROM {files}) WHERE k IS NOT NULL",
        )


def warehouse_identities_sql(*, facts: tuple[str, ...]) -> str:
    """SQL for the identities of a warehouse's customers, with the ids that an import would give.

    Shape: source, source_id, customer_id; from its customers where mapped, else from all facts.
    """
    if "customer" in facts:
        keys = "SELECT source, source_id FROM warehouse_customer"
    else:
        keys = " UNION ".join(
            f"SELECT source, source_id FROM warehouse_{fact}_customers"
            for fact in facts
            if fact in ("order", "contact")
        )
    # UUIDv5 (RFC 9562): SHA-1 of namespace and name, with version and variant set.
    digest = (
        f"sha1(from_hex({literal(CUSTOMER_IDS.hex)}) || encode(source || chr(31) || source_id))"
    )
    variant = "translate(substr(h, 17, 1), '0123456789abcdef', '89ab89ab89ab89ab')"
    return (
        "SELECT source, source_id, concat(substr(h, 1, 8), '-', substr(h, 9, 4), '-5',"
        f" substr(h, 14, 3), '-', {variant}, substr(h, 18, 3), '-', substr(h, 21, 12))"
        f" AS customer_id FROM (SELECT source, source_id, {digest} AS h"
        f" FROM (SELECT DISTINCT source, source_id FROM ({keys})))"
    )


def _mapped(name: str, sql_type: str, columns: dict[str, Any]) -> str:
    to = columns.get(name)
    if to is None:
        return f"NULL::{sql_type}"
    if isinstance(to, dict):
        return f"CAST({literal(str(to['value']))} AS {sql_type})"
    return f"CAST({quoted(to)} AS {sql_type})"
