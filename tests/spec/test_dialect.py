"""The dialect: what its functions mean on every engine, and what it refuses."""

import re
from datetime import date
from importlib.resources import files

import pyarrow as pa
import pytest
from sqlglot import exp

from regulars.signals import BASES, base_sql, signals_sql
from regulars.signals.dialect import ALLOWED, NotInDialect, bind, parse
from spec.ascii_table import Row, read_table

MEANINGS = """
    expression                                   | over                       | result
    x > 1 AND x < 5                              | 1 3 null                   | False True null
    x > 1 AND FALSE                              | null                       | False
    x < 2 OR x > 5                               | 1 3 null                   | True False null
    x > 1 OR TRUE                                | null                       | True
    CASE WHEN x > 5 THEN 9 WHEN x > 1 THEN 2 END | 7 3 1 null                 | 9 2 null null
    CASE WHEN x > 5 THEN 9 ELSE 0 END            | 7 1 null                   | 9 0 0
    IF(x > 5, 9, 2)                              | 7 1 null                   | 9 2 2
    CAST(x AS DOUBLE)                            | 9007199254740992           | 9007199254740992
    CAST(x AS DATE)                              | '2026-02-28'               | 2026-02-28
    COALESCE(x, 7)                               | 1 null                     | 1 7
    COALESCE(x, NULL)                            | null                       | null
    COUNT(*)                                     | 1 null                     | 2
    COUNT(x)                                     | 1 null                     | 1
    COUNT(*)                                     | nothing                    | 0
    COUNT(*) FILTER (WHERE x > 1)                | 1 2 null                   | 1
    DATE_DIFF('DAY', x, DATE '2024-03-01')       | 2024-02-28 2024-03-02 null | 2 -1 null
    CAST(FLOOR(CAST(x AS DOUBLE) / CAST(2 AS DOUBLE)) AS BIGINT) | 7 6 -1 null     | 3 3 -1 null
    COUNT(*) OVER (PARTITION BY x)               | 5 7 null 7                 | 1 2 1 2
    CAST(SUM(x) OVER (ORDER BY x DESC) AS BIGINT) | 5 7 9                     | 21 16 9
    CAST(SUM(x) OVER () AS BIGINT)               | 5 7                        | 12 12
    LAG(x) OVER (ORDER BY n)                     | 5 null 7 7                 | null 5 null 7
    ROW_NUMBER() OVER (ORDER BY x DESC, n)       | 5 9 5                      | 2 1 3
    RANK() OVER (ORDER BY x DESC)                | 5 9 5 1                    | 2 1 2 4
    RANK() OVER (ORDER BY x)                     | 9 9 5                      | 2 2 1
    MAX(x)                                       | 1 null 3                   | 3
    MAX(x)                                       | null                       | null
    MAX(x)                                       | nothing                    | null
    MAX(x)                                       | 'B' 'a' 'ä' null           | ä
    MAX(x)                                       | 2026-01-31 2026-02-01      | 2026-02-01
    MIN(x)                                       | 3 null 1                   | 1
    MIN(x)                                       | null                       | null
    MIN(x)                                       | nothing                    | null
    MIN(x)                                       | 'ä' 'a' 'B' null           | B
    MIN(x)                                       | 2026-01-31 2026-02-01      | 2026-01-31
    MEDIAN(x)                                    | 9 null 1 2                 | 2
    MEDIAN(x)                                    | 9 1 2 5                    | 3.5
    MEDIAN(x) FILTER (WHERE x > 9)               | 9 1                        | null
    MEDIAN(x)                                    | nothing                    | null
    CAST(SUM(x) AS BIGINT)                       | 9007199254740993 null -1   | 9007199254740992
    CAST(SUM(x) AS BIGINT)                       | null                       | null
    CAST(SUM(x) AS BIGINT)                       | nothing                    | null
    CAST(SUM(x) AS BIGINT)                       | largest largest largest-   | largest
    MAX(x)                                       | largest largest-           | largest
    MIN(x)                                       | largest largest-           | largest-
    MEDIAN(x)                                    | 2 1                        | 1.5
    MEDIAN(x)                                    | 1000000000001 1000000000002 | 1000000000001.5
    MAX(x)                                       | '�' '😀' 'খ'             | 😀
    ROW_NUMBER() OVER (ORDER BY x)               | '😀' 'ä' null 'B' 'a' '�' | 5 3 6 1 2 4
    ROW_NUMBER() OVER (ORDER BY x DESC)          | 5 null 9                   | 2 3 1
    DATE_DIFF('DAY', x, DATE '2000-03-01')       | 2000-02-28 1999-02-28      | 2 367
    DATE_DIFF('DAY', x, DATE '2100-03-01')       | 2100-02-28                 | 1
    x + 1                                        | 2024-02-28                 | 2024-02-29
    x + 1                                        | 2100-02-28                 | 2100-03-01
    x - 366                                      | 2024-12-31                 | 2023-12-31
    x - 90                                       | 2026-03-31                 | 2025-12-31
    CAST(x AS DOUBLE) / CAST(4 AS DOUBLE)        | 1 null                     | 0.25 null
"""

EXTREMES = {"largest": 2**63 - 1, "largest-": 1 - 2**63}
"""Whole numbers too long for a table: the largest, and the same below zero."""

REFUSED = """
    what it stands for           | sql
    DATE_DIFF                    | DATE_DIFF('MONTH', a, b)
    AT TIME ZONE                 | a AT TIME ZONE 'UTC'
    INTERVAL                     | a + INTERVAL 1 MONTH
    DATE_TRUNC                   | DATE_TRUNC('month', a)
    EPOCH                        | EPOCH(a)
    DAYOFWEEK                    | DAYOFWEEK(a)
    HASH                         | HASH(a)
    /                            | a / b
    /                            | CAST(a AS DOUBLE) / b
    /                            | a / CAST(b AS DOUBLE)
    /                            | CAST(a AS REAL) / CAST(b AS DOUBLE)
    /                            | SUM(a) FILTER (WHERE b > 0) / COUNT(*)
    //                           | a // b
    %                            | a % b
    SUM                          | SUM(CAST(a AS DOUBLE))
    AVG                          | AVG(a)
    STDDEV                       | STDDEV(a)
    QUANTILE_CONT                | QUANTILE_CONT(a, 0.5)
    APPROX_QUANTILE              | APPROX_QUANTILE(a, 0.5)
    FIRST                        | FIRST(a ORDER BY b)
    LAST                         | LAST(a)
    ANY_VALUE                    | ANY_VALUE(a)
    ARG_MAX                      | ARG_MAX(a, b)
    as-of and positional joins   | (SELECT b FROM t ASOF JOIN u ON t.a >= u.a)
    as-of and positional joins   | (SELECT b FROM t POSITIONAL JOIN u)
    TABLESAMPLE                  | (SELECT a FROM t TABLESAMPLE 10%)
    RANDOM                       | RANDOM()
    CURRENT_DATE                 | CURRENT_DATE
    NOW                          | NOW()
    a function of no engine      | FROBNICATE(a)
    in a condition               | COUNT(*) FILTER (WHERE ABS(a) > 1)
    in a window                  | LAG(a) OVER (ORDER BY MD5(b))
    in a subquery                | CASE WHEN a IN (SELECT MODE(b) FROM t) THEN 1 END
    in the table of a subquery   | (SELECT MAX(a) FROM (SELECT HASH(b) AS a FROM t) AS u)
    in lower case                | avg(a)
    quoted                       | "frobnicate"(a)
"""


def _document(heading: str) -> list[str]:
    """The first cells of the table below a heading of dialect.md."""
    text = (files("regulars.signals") / "dialect.md").read_text(encoding="utf-8")
    section = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split(" | ")[0].strip("| ") for line in section.splitlines() if line[:1] == "|"]
    return rows[2:]


def test_the_document_lists_exactly_the_functions_that_are_allowed():
    assert sorted(name.strip("`") for name in _document("Functions")) == sorted(ALLOWED)


def test_each_function_that_is_allowed_is_tried_below():
    expressions = [row["expression"] or "" for row in read_table(MEANINGS)]
    trees = [parse(expression, where="the spec") for expression in expressions]
    assert {f.sql_name() for tree in trees for f in tree.find_all(exp.Func)} == ALLOWED


@pytest.mark.parametrize(
    "row", read_table(MEANINGS), ids=lambda row: f"{row['expression']} over {row['over']}"
)
def test_a_function_means_what_the_document_says(each_engine, row: Row):
    engine = each_engine
    engine.define_arrow("t", _over(row["over"] or "null"))
    query = parse(f"SELECT {row['expression']} AS y FROM t", where="the spec")
    if query.find(exp.Window) or not query.find(exp.AggFunc):
        query = query.order_by("n")
    found = engine.arrow(query.sql("duckdb"))["y"].to_pylist()
    expected = [str(EXTREMES.get(cell, cell)) for cell in (row["result"] or "null").split()]
    assert ["null" if y is None else _plain(y) for y in found] == expected


@pytest.mark.parametrize("expression", ["CAST(SUM(x) AS BIGINT)", "MAX(x + 1)", "MAX(x * 2)"])
def test_what_64_bits_do_not_hold_is_an_error_and_never_another_number(each_engine, expression):
    each_engine.define_arrow("t", pa.table({"x": pa.array([2**63 - 1, 1], pa.int64())}))
    with pytest.raises(Exception, match=r"(?i)overflow|out of range"):
        each_engine.arrow(f"SELECT {expression} AS y FROM t")


def test_everything_that_the_document_refuses_is_refused_below():
    named = {name for cell in _document("Not allowed") for name in _names(cell)}
    assert named <= {row["what it stands for"] for row in read_table(REFUSED)}


@pytest.mark.parametrize("row", read_table(REFUSED), ids=lambda row: row["sql"])
def test_what_the_engines_read_differently_is_refused(row: Row):
    with pytest.raises(NotInDialect, match=r"shelf/new\.sql"):
        parse(f"SELECT {row['sql']} FROM t", where="shelf/new.sql")


def test_a_function_within_a_text_is_only_a_text():
    parse("CASE WHEN a = 'AVG(b) / 2' THEN 1 END", where="shelf/new.sql")


def test_the_message_says_what_to_do():
    with pytest.raises(NotInDialect, match=r"uses AVG, which is not in .* test that the engines"):
        parse("AVG(a)", where="shelf/new.sql")
    with pytest.raises(NotInDialect, match=r"a / b is not in the dialect.*both sides .* DOUBLE"):
        parse("a / b", where="shelf/new.sql")


def test_a_parameter_without_a_value_is_refused():
    tree = parse("a <= $today", where="shelf/new.sql")
    with pytest.raises(NotInDialect, match=r"\$today is not known; there are \['as_of'\]"):
        bind(tree, {"as_of": parse("DATE '2026-06-30'", where="test")})


@pytest.mark.parametrize("currency", ["EUR", None, "O'X"])
def test_every_base_and_signal_keeps_the_dialect_and_knows_its_parameters(currency):
    for base in BASES:
        for sql in (base_sql, signals_sql):
            assert "$" not in sql(base, as_of=date(2026, 6, 30), currency=currency)


def _over(cells: str) -> pa.Table:
    values = [] if cells == "nothing" else [_value(cell) for cell in cells.split()]
    kinds = {type(value): value for value in values if value is not None}
    kind = {str: pa.string(), date: pa.date32()}.get(next(iter(kinds), int), pa.int64())
    return pa.table({"n": pa.array(range(len(values)), pa.int64()), "x": pa.array(values, kind)})


def _value(cell: str) -> int | str | date | None:
    if cell in EXTREMES:
        return EXTREMES[cell]
    if cell == "null":
        return None
    if cell.startswith("'"):
        return cell.strip("'")
    return date.fromisoformat(cell) if cell.count("-") == 2 else int(cell)


def _plain(value: object) -> str:
    return f"{value:.17g}" if isinstance(value, float) else str(value)


def _names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell) or [cell]
