"""DuckDB's dialect to Spark's, with the few differences that SQLGlot leaves."""

from __future__ import annotations

from functools import lru_cache

import sqlglot
from sqlglot import exp

_WHOLE = exp.DataType.build("decimal(28, 0)", dialect="spark")
"""Holds every 64-bit sum of 10^9 rows: Spark adds BIGINT in 64 bits, DuckDB in 128."""


@lru_cache(maxsize=512)
def spark_sql(sql: str) -> str:
    """The same query for Spark, giving the same values in the same types."""
    return sqlglot.parse_one(sql, read="duckdb").transform(_as_duckdb).sql("spark")


def _as_duckdb(node: exp.Expr) -> exp.Expr:
    match node:
        # Whole numbers of 128 bits: Spark has them as DECIMAL only, and divides those exactly.
        case exp.DataType() if node.is_type("int128"):
            return exp.DataType.build("decimal(38, 0)", dialect="spark")
        # Spark has no UUID: its text is in the same order.
        case exp.DataType() if node.is_type("uuid"):
            return exp.DataType.build("text")
        # Spark counts days and rows in 32 bits.
        case exp.DateDiff() if not _is_bigint(node.parent):
            return exp.cast(node, "bigint")
        case exp.Window(this=exp.RowNumber() | exp.Rank()) if not _is_bigint(node.parent):
            return exp.cast(node, "bigint")
        case exp.Sum() if not isinstance(node.this, exp.Cast):
            node.set("this", exp.cast(node.this, _WHOLE))
    return node


def _is_bigint(node: exp.Expr | None) -> bool:
    return isinstance(node, exp.Cast) and node.to.is_type("bigint")
