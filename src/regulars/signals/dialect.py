"""The SQL that bases and signals may use: functions on which the engines agree.

`dialect.md` lists them for people; a test holds the two equal. The list is checked on the syntax
tree, so a function cannot hide in a string.
"""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from regulars.errors import RegularsError

ALLOWED: frozenset[str] = frozenset(
    {
        "AND", "CASE", "CAST", "COALESCE", "COUNT", "DATEDIFF", "IF", "LAG", "MAX", "MEDIAN",
        "MIN", "OR", "ROW_NUMBER", "SUM",
    }
)  # fmt: skip


class NotInDialect(RegularsError):
    """A file uses what the engines do not agree on."""


def parse(sql: str, *, where: str) -> exp.Expr:
    """The checked syntax tree of a base or an expression.

    Raises: NotInDialect with the function and the place.
    """
    tree = sqlglot.parse_one(sql, read="duckdb")
    for function in tree.find_all(exp.Func):
        name = function.name if isinstance(function, exp.Anonymous) else function.sql_name()
        if name.upper() not in ALLOWED:
            raise NotInDialect(
                f"{where} uses {name.upper()}, which is not in signals/dialect.md. Add it there "
                "with a test that the engines agree, or write it otherwise."
            )
    for division in tree.find_all(exp.Div):
        if not all(_is_double(side) for side in (division.left, division.right)):
            raise NotInDialect(f"{where} divides: cast both sides to DOUBLE, and guard zero.")
    return tree


def bind(tree: exp.Expr, parameters: dict[str, exp.Expr]) -> exp.Expr:
    """A copy of the tree with `$name` replaced by a value.

    Raises: NotInDialect for a name that has no value.
    """

    def value_of(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Parameter | exp.Placeholder):
            return node
        name = node.name
        if name not in parameters:
            raise NotInDialect(f"${name} is not known; there are {sorted(parameters)}.")
        return parameters[name].copy()

    return tree.transform(value_of)


def _is_double(node: exp.Expr) -> bool:
    node = node.unnest()
    return isinstance(node, exp.Cast) and node.to.is_type("double")
