"""From the good rows of an import to facts, each with its key, its hash and its identity."""

from __future__ import annotations

from collections.abc import Iterable

from regulars.contracts import BY_FACT, CUSTOMER_IDS, Contract
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal, quoted
from regulars.engines.sql_types import SQL_TYPE


def define_fact(engine: DuckDBEngine, *, contract: Contract, source: str, sql: str) -> None:
    """Make table `fact_<name>` of a recipe's SQL: all columns of the contract, hashed.

    Null: a column that the SQL does not give and that may be null.
    Where a key comes twice, the later line counts.
    """
    asked = engine.arrow(f"SELECT * FROM ({sql}) LIMIT 0").column_names
    columns = {
        column.name: quoted(column.name)
        if column.name in asked or not column.may_be_null
        else f"NULL::{SQL_TYPE[column.type]}"
        for column in contract.columns
    }
    for of, key in contract.customers:
        if of not in asked and key in asked:
            columns[of] = f"CASE WHEN {key} IS NOT NULL THEN source END"
    chosen = ", ".join(f"{expression} AS {quoted(name)}" for name, expression in columns.items())
    own_source = "source" if "source" in asked else f"{literal(source)} AS source"
    place = "file_number, line" if "line" in asked else "source_id"
    chosen = f"source, source_id, {chosen}, {content_hash_sql(contract)} AS content_hash"
    engine.define_table(
        f"fact_{contract.fact}",
        f"WITH said AS (SELECT * EXCLUDE (source), source FROM"
        f" (SELECT * {'EXCLUDE (source)' if 'source' in asked else ''}, {own_source}"
        f" FROM ({sql})))"
        f" SELECT {chosen}, row({place}) AS line_place FROM said",
    )
    _keep_the_last(engine, f"fact_{contract.fact}")


def _keep_the_last(engine: DuckDBEngine, table: str) -> None:
    # The whole table in a window would cost more than reading the file did; few keys come twice.
    engine.define_table(
        "twice",
        f"SELECT source, source_id, arg_max(rowid, line_place) AS kept FROM {quoted(table)}"
        " GROUP BY source, source_id HAVING count(*) > 1",
    )
    engine.execute(
        f"DELETE FROM {quoted(table)} WHERE rowid IN (SELECT one.rowid FROM {quoted(table)} AS one"
        " JOIN twice USING (source, source_id) WHERE one.rowid <> kept)"
    )
    engine.execute(f"ALTER TABLE {quoted(table)} DROP COLUMN line_place")


def define_identities(engine: DuckDBEngine, *, facts: Iterable[str]) -> None:
    """Make table `fact_identity` of every customer key that the import's facts name."""
    keys = " UNION ".join(_customer_keys(fact) for fact in facts if _customer_keys(fact))
    if not keys:
        return
    identity = BY_FACT["identity"]
    engine.define_table(
        "fact_identity",
        f"SELECT *, {content_hash_sql(identity)} AS content_hash"
        f" FROM (SELECT source, source_id, {customer_id_sql()} AS customer_id FROM ({keys}))",
    )


def customer_id_sql() -> str:
    """`contracts.customer_id` in columns: UUIDv5 is SHA-1 with six bits set."""
    digest = f"sha1(unhex({literal(CUSTOMER_IDS.hex)}) || encode(source || chr(31) || source_id))"
    variant = "substr('89ab', (instr('0123456789abcdef', substr(h, 17, 1)) - 1) % 4 + 1, 1)"
    parts = "substr(h, 1, 8), substr(h, 9, 4), '5' || substr(h, 14, 3)"
    return (
        f"list_transform([{digest}], lambda h: concat_ws('-', {parts},"
        f" {variant} || substr(h, 18, 3), substr(h, 21, 12)))[1]"
    )


def _customer_keys(fact: str) -> str:
    if fact == "customer":
        accounts = "SELECT source, account_key FROM fact_customer WHERE account_key IS NOT NULL"
        return f"SELECT source, source_id FROM fact_customer UNION {accounts}"
    return " UNION ".join(
        f"SELECT DISTINCT {source} AS source, {key} AS source_id"
        f" FROM {quoted('fact_' + fact)} WHERE {key} IS NOT NULL"
        for source, key in BY_FACT[fact].customers
    )


def content_hash_sql(contract: Contract) -> str:
    """MD5 of the contract's columns: tells contents of one key apart, nothing more."""
    # By name and without nulls: a column that a later version adds changes no hash.
    columns = (f"{literal(name)} || chr(30) || {quoted(name)}::VARCHAR" for name in contract.names)
    return f"unhex(md5(concat_ws(chr(31), {', '.join(columns)})))"
