"""The engine that a book asks for in the part `[engine]` of its `book.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from regulars.engines.duckdb_engine import DuckDBEngine
from regulars.engines.engine import Engine, EngineWrong

MEMORY = "750MB"
"""What DuckDB takes at most if the book does not say: the rest goes to the book's folder. With it a
refresh of four million customers peaks a sixth above that of one million (docs/scale.md)."""
MORE = (
    'In book.toml under [engine] give it more, e.g. memory = "4GB", or say threads = 1, with '
    "which it needs less; then do the same again."
)


def open_engine(*, settings: dict[str, Any], temporary: Path) -> Engine:
    """Open it; nothing said is DuckDB in this process, with `MEMORY`. Raises: EngineWrong."""
    kind = settings.get("kind", "duckdb")
    others = {name: value for name, value in settings.items() if name != "kind"}
    if kind == "spark":
        # An extra of its own.
        from regulars.engines.spark_session import open_spark

        return open_spark(others, temporary=temporary)
    if kind != "duckdb":
        raise EngineWrong(
            f"[engine] kind = {kind!r} in book.toml is no engine. "
            'Write kind = "duckdb" or kind = "spark".'
        )
    _refuse_unknown(others, {"memory", "threads"})
    return DuckDBEngine(
        temporary=temporary,
        threads=others.get("threads"),
        memory=others.get("memory", MEMORY),
        cure=MORE,
    )


def _refuse_unknown(settings: dict[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(settings) - known):
        raise EngineWrong(
            f"[engine] in book.toml has {', '.join(unknown)}, which this engine does not know. "
            f"It knows {', '.join(sorted(known))}."
        )
