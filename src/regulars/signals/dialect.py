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
        "AND", "CASE", "CAST", "COALESCE", "COUNT", "DATEDIFF", "FLOOR", "IF", "LAG", "MAX",
        "MEDIAN", "MIN", "OR", "RANK", "ROW_NUMBER", "SUM",
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
    for node in tree.walk():
        if cure := _instead_of(node):
            raise NotInDialect(f"{where}: {node.sql('duckdb')} is not in the dialect. {cure}")
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


def _instead_of(node: exp.Expr) -> str | None:
    """What to write instead of syntax that is no function and that engines read differently."""
    match node:
        case exp.Div() if not (_is_double(node.left) and _is_double(node.right)):
            return "Cast both sides of a division to DOUBLE, and guard zero."
        case exp.IntDiv() | exp.Mod():
            return "Divide as DOUBLE, and guard zero."
        case exp.DateDiff() if node.text("unit").upper() != "DAY":
            return "Count days: DATE_DIFF('DAY', …)."
        case exp.Sum() if _is_double(node.this):
            return "Sum integers, divide last: a sum of DOUBLE depends on the order of the rows."
        case exp.Interval() | exp.AtTimeZone():
            return "Days are DATE in the book's zone: add and subtract whole days."
        case exp.Join() if node.method:
            return "Join on equal columns, then choose the row by ROW_NUMBER."
        case exp.TableSample():
            return "Read all rows."
    return None


def _is_double(node: exp.Expr) -> bool:
    node = node.unnest()
    return isinstance(node, exp.Cast) and node.to.is_type("double")
