"""A book whose facts lie in a warehouse: Parquet folders or tables mapped onto the contracts.

`book.toml`:

    [warehouse.order]
    parquet = ["/data/orders/*.parquet"]
    source = "shop"
    [warehouse.order.columns]      # contract column = warehouse column
    source_id = "order_id"
    customer_key = "customer_id"

Instead of `parquet`, a warehouse's engine reads a table of its catalogue: `table = "shop.orders"`.
"""

from __future__ import annotations

from typing import Any

from regulars.contracts import CONTRACTS, CUSTOMER_IDS, IDENTITY, Contract
from regulars.engines import Engine
from regulars.engines.engine import literal, quoted
from regulars.engines.sql_types import SQL_TYPE
from regulars.errors import RegularsError

NATIVE_KEY = "native_key"
"""A customer's key as the files have it: a number is several times as fast as its text."""


class WarehouseWrong(RegularsError):
    """The mapping in `book.toml` does not fit the warehouse."""

    exit_code = 3


def refuse_unknown_facts(warehouse: dict[str, dict[str, Any]]) -> None:
    """Raises: WarehouseWrong for what is no fact, and for identities: they follow from keys."""
    facts = sorted(contract.fact for contract in CONTRACTS if contract != IDENTITY)
    if IDENTITY.fact in warehouse:
        raise WarehouseWrong(
            "[warehouse.identity] cannot be mapped: an id follows from a source and its key. Take "
            "it out of book.toml; map [warehouse.customer], or the customer_key of another fact."
        )
    if unknown := sorted(set(warehouse) - set(facts)):
        raise WarehouseWrong(
            f"[warehouse.{unknown[0]}] in book.toml is no fact. There are {', '.join(facts)}."
        )


def define_warehouse_fact(engine: Engine, *, contract: Contract, mapping: dict[str, Any]) -> None:
    """Make `warehouse_<fact>`: source, source_id and the contract's columns of what is mapped.

    Where `customer_key` is a column, also `NATIVE_KEY`; `warehouse_<fact>_customers` has each once.
    A column may also be given a constant: `currency = { value = "EUR" }`.
    Raises: WarehouseWrong for a column that neither the contract nor the warehouse has; EngineWrong
            for a table where the engine has none.
    """
    columns = dict(mapping.get("columns", {}))
    known = {"source_id", *contract.names}
    if unknown := sorted(set(columns) - known):
        raise WarehouseWrong(
            f"[warehouse.{contract.fact}.columns] has {', '.join(unknown)}, which the contract "
            f"{contract.fact} does not have. It has {', '.join(sorted(known))}."
        )
    rows = f"warehouse_{contract.fact}_rows"
    _define_rows(engine, rows, contract, mapping)
    held = set(engine.columns(rows))
    wanted = {to for to in columns.values() if isinstance(to, str)}
    if missing := sorted(wanted - held):
        raise WarehouseWrong(
            f"[warehouse.{contract.fact}.columns] names {', '.join(missing)}, which the warehouse "
            f"does not have there. It has {', '.join(sorted(held))}."
        )
    source = literal(str(mapping.get("source", "warehouse")))
    chosen = [f"{source} AS source", f"{_mapped('source_id', 'VARCHAR', columns)} AS source_id"]
    for column in contract.columns:
        if column.personal:
            continue
        value = _mapped(column.name, SQL_TYPE[column.type], columns)
        if column.name == "customer_source":
            value = source
        elif column.name == "other_source" and column.name not in columns:
            value = source  # whom they sent is a customer of the same warehouse
        chosen.append(f"{value} AS {quoted(column.name)}")
    key = key_column(mapping)
    if key is not None:
        chosen.append(f"{quoted(key)} AS {NATIVE_KEY}")
    engine.define_view(f"warehouse_{contract.fact}", f"SELECT {', '.join(chosen)} FROM {rows}")
    if key is not None:
        engine.define_table(
            f"warehouse_{contract.fact}_customers",
            f"SELECT {source} AS source, CAST({NATIVE_KEY} AS VARCHAR) AS source_id, {NATIVE_KEY}"
            f" FROM (SELECT DISTINCT {NATIVE_KEY} FROM warehouse_{contract.fact}) AS d"
            f" WHERE {NATIVE_KEY} IS NOT NULL",
        )


def key_column(mapping: dict[str, Any]) -> str | None:
    """The warehouse's column with the customer's key; None where there is none, or a constant."""
    key = mapping.get("columns", {}).get("customer_key")
    return key if isinstance(key, str) else None


def _define_rows(engine: Engine, name: str, contract: Contract, mapping: dict[str, Any]) -> None:
    match mapping:
        case {"parquet": [_, *_] as patterns, **others} if "table" not in others:
            try:
                engine.define_parquet(name, [str(pattern) for pattern in patterns])
            except Exception as error:  # whatever the engine calls it
                what = str(error).splitlines()[0]
                raise WarehouseWrong(
                    f"[warehouse.{contract.fact}] maps {', '.join(map(str, patterns))}, which "
                    f"cannot be read: {what}. Correct the path, or make the files readable."
                ) from error
        case {"table": str() as table, **others} if "parquet" not in others:
            engine.define_named(name, table)
        case _:
            raise WarehouseWrong(
                f"[warehouse.{contract.fact}] must say where the facts lie, once: "
                'parquet = ["/data/orders/*.parquet"], or table = "shop.orders".'
            )


def warehouse_identities_sql(*, warehouse: dict[str, dict[str, Any]]) -> str:
    """SQL for the identities of a warehouse's customers, with the ids that an import would give.

    Shape: source, source_id, customer_id, each key once; from its customers where mapped, else
           from all facts.
    Raises: WarehouseWrong where nothing says who the customers are.
    """
    about = [
        f"SELECT source, source_id FROM warehouse_{fact}_customers"
        for fact, mapping in warehouse.items()
        if key_column(mapping) is not None
    ]
    if "customer" in warehouse:
        about = ["SELECT DISTINCT source, source_id FROM warehouse_customer"]
    if not about:
        raise WarehouseWrong(
            "The warehouse in book.toml names no customers. Map customer_key of a fact, e.g. in "
            "[warehouse.order.columns], or map [warehouse.customer]."
        )
    keys = " UNION ALL ".join(about)
    # UUIDv5 (RFC 9562): SHA-1 of namespace and name, with version and variant set.
    once = f"SELECT DISTINCT source, source_id FROM ({keys}) AS k" if len(about) > 1 else keys
    digest = (
        f"sha1(from_hex({literal(CUSTOMER_IDS.hex)}) || encode(source || chr(31) || source_id))"
    )
    digit = "instr('0123456789abcdef', substr(h, 17, 1))"  # translate() doubles the whole
    variant = f"substr('89ab89ab89ab89ab', {digit}, 1)"
    return (
        "SELECT source, source_id, concat(substr(h, 1, 8), '-', substr(h, 9, 4), '-5',"
        f" substr(h, 14, 3), '-', {variant}, substr(h, 18, 3), '-', substr(h, 21, 12))"
        f" AS customer_id FROM (SELECT source, source_id, {digest} AS h"
        f" FROM ({once}) AS d) AS hashed"
    )


def _mapped(name: str, sql_type: str, columns: dict[str, Any]) -> str:
    to = columns.get(name)
    if to is None:
        return f"CAST(NULL AS {sql_type})"
    if isinstance(to, dict):
        return f"CAST({literal(str(to['value']))} AS {sql_type})"
    return f"CAST({quoted(to)} AS {sql_type})"
