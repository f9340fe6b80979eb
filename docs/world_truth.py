"""Writes demo-world-truth.md from the tables of the truth (`make docs`)."""

from __future__ import annotations

from pathlib import Path

from regulars.world.truth.catalogue import TRUTH
from regulars.world.truth.table import TruthTable

PAGE = Path(__file__).parent / "demo-world-truth.md"
HEAD = """# The truth of the demo

Made by `make docs` from the tables' own declarations. What these tables are for, and how to use
them, is in [The demo's business](demo-world.md).
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(_table(table) for table in TRUTH)])


def _table(table: TruthTable) -> str:
    lines = [
        f"## {table.name}\n",
        f"{table.row}\n",
        "| column | type | unit | null means | what it is |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{one.name}` | {one.type} | {one.unit or ''} | {one.null or 'never'} "
        f"| {one.description} |"
        for one in table.columns
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
