"""What DuckDB is told gives what is written: the query as it stands, on the same rows."""

from __future__ import annotations

import duckdb
import pytest

from regulars.engines.duckdb_sql import duckdb_sql

ROWS = """
SELECT i % 7 AS customer, CASE WHEN i % 5 > 0 THEN i * i % 11 END AS gap, i % 3 = 0 AS bought
FROM range(200) AS r(i)
"""
WRITTEN = {
    "COUNT(*) FILTER (WHERE bought)": "CASE WHEN",
    "COUNT(gap) FILTER (WHERE bought)": "CASE WHEN",
    "SUM(gap) FILTER (WHERE gap > 4 OR bought)": "CASE WHEN",
    "MIN(gap) FILTER (WHERE bought)": "CASE WHEN",
    "MAX(gap) FILTER (WHERE gap > 100)": "CASE WHEN",
    "MEDIAN(gap)": "LIST_MEDIAN",
    "MEDIAN(gap) FILTER (WHERE bought)": "LIST_MEDIAN",
    "MEDIAN(gap) FILTER (WHERE gap > 100)": "LIST_MEDIAN",
    "CASE WHEN COUNT(gap) >= 3 THEN MEDIAN(gap) + MAX(gap) - MEDIAN(gap) END": "LIST_MEDIAN",
    "COUNT(DISTINCT gap) FILTER (WHERE bought)": "FILTER",
}


@pytest.mark.parametrize("written", WRITTEN)
def test_the_same_values_in_the_same_types(written: str) -> None:
    query = f"SELECT customer, {written} AS value FROM given GROUP BY customer ORDER BY customer"
    told = duckdb_sql(query)
    assert WRITTEN[written] in told
    with duckdb.connect() as engine:
        engine.execute(f"CREATE TABLE given AS {ROWS}")
        asked, as_written = engine.sql(told), engine.sql(query)
        assert asked.types == as_written.types
        assert asked.fetchall() == as_written.fetchall()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT MEDIAN(gap) FROM given",
        "SELECT COUNT(*) FILTER(WHERE bought) OVER (PARTITION BY customer) FROM given",
    ],
)
def test_one_large_list_and_windows_are_left_as_they_are(query: str) -> None:
    assert duckdb_sql(query) == query
