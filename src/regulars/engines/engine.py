"""What a refresh asks of an engine: to name queries, to run them, to write their results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, runtime_checkable

import pyarrow as pa

from regulars.errors import RegularsError

Parameters = dict[str, Any]


class EngineWrong(RegularsError):
    """The engine that `book.toml` asks for cannot be used as it says."""

    exit_code = 3


class Engine(Protocol):
    """SQL is DuckDB's dialect, cut to what all engines read alike (signals/dialect.md).

    Parameters are bound by name (`$name`). Relations belong to one engine and end with it.
    """

    name: str
    version: str

    def columns(self, relation: str) -> tuple[str, ...]:
        """The names of a relation's columns."""

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[tuple[Any, ...]]:
        """The result as plain tuples, for a few rows."""

    def arrow(self, sql: str, parameters: Parameters | None = None) -> pa.Table:
        """The result as one Arrow table, in the process's memory."""

    def define_view(self, name: str, sql: str) -> None:
        """Name a query; it runs each time it is read."""

    def define_table(self, name: str, sql: str) -> None:
        """Name a query's result; it runs once."""

    def define_arrow(self, name: str, table: pa.Table) -> None:
        """Name an Arrow table."""

    def define_files(self, name: str, paths: Sequence[Path]) -> None:
        """Name Parquet files of the book; columns are matched by name."""

    def define_parquet(self, name: str, patterns: Sequence[str]) -> None:
        """Name Parquet files or patterns where the engine finds them; matched by name."""

    def define_named(self, name: str, table: str) -> None:
        """Name a table of the engine's own catalogue. Raises: EngineWrong."""

    def drop(self, name: str) -> None:
        """Let go of a table's memory."""

    def write_parquet(self, sql: str, path: Path) -> None:
        """Write a query's result, in its order, as one Parquet file."""

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


@runtime_checkable
class InParts(Protocol):
    """An engine in one process, which takes a large book some customers at a time."""

    customers_at_a_time: int

    def define_parts(self, name: str, sql: str, *, by: str, parts: int) -> tuple[str, ...]:
        """Store a query's result in parts by a whole number; the names of the parts."""

    def append(self, name: str, sql: str) -> None:
        """Add a query's result to a table."""

    def define_stored(self, name: str, tables: Iterable[pa.Table]) -> None:
        """Name Arrow tables that come one after another; none of them stays in memory."""


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal, for the statements in which no engine binds a parameter."""
    return "'" + text.replace("'", "''") + "'"
