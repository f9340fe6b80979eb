"""SQL on embedded DuckDB."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa
from pyarrow import parquet

from regulars.engines.duckdb_sql import duckdb_sql
from regulars.engines.engine import EngineWrong, Parameters, literal, quoted
from regulars.engines.spreadsheet_safe import guarded_sql
from regulars.errors import RegularsError, disk_is_full


class MemoryShort(RegularsError):
    """The work needs more memory than the engine may take."""

    exit_code = 8


_QUICK = "PARQUET_VERSION v2, COMPRESSION lz4_raw"
"""For files that are read a few times and deleted: a tenth less time and a third less room."""
_ROWS_HELD = 131_072
"""Of what is written in parts: of eighty million rows a tenth less time than with the usual four
times as many, and less memory."""
IN_PARTS = "Do it in parts, e.g. cut the file into several and import one after the other."


class DuckDBEngine:
    """One in-memory DuckDB that spills to `temporary`; nothing is downloaded, ever.

    The session time zone is UTC, the order of insertion is kept.
    """

    name = "duckdb"
    version = duckdb.__version__
    customers_at_a_time = 250_000

    def __init__(
        self,
        *,
        temporary: Path,
        threads: int | None = None,
        memory: str | None = None,
        cure: str = IN_PARTS,
    ) -> None:
        config: dict[str, Any] = {
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": str(temporary),
        }
        if threads is not None:
            config["threads"] = threads
        if memory is not None:
            config["memory_limit"] = memory
        try:
            self._connection = duckdb.connect(":memory:", config=config)
        except duckdb.Error as error:
            raise EngineWrong(
                f"DuckDB does not take what [engine] in book.toml says (memory = {memory!r}, "
                f"threads = {threads!r}): {str(error).splitlines()[0]} Write e.g. "
                'memory = "4GB" and threads = 2, or leave them out.'
            ) from error
        self._temporary = temporary
        self._memory, self._cure = memory, cure
        self._kinds: dict[str, str] = {}
        self._connection.execute("SET TimeZone = 'UTC'")
        self._connection.execute("SET enable_progress_bar = false")
        self._connection.execute(f"SET partitioned_write_flush_threshold = {_ROWS_HELD}")

    def execute(self, sql: str, parameters: Sequence[Any] | Parameters | None = None) -> None:
        """Run a statement for its effect."""
        self._connection.execute(sql, parameters)

    def columns(self, relation: str) -> tuple[str, ...]:
        """The names of a relation's columns."""
        return tuple(self._connection.sql(f"SELECT * FROM {quoted(relation)}").columns)

    def arrow(self, sql: str, parameters: Sequence[Any] | Parameters | None = None) -> pa.Table:
        """The result as one Arrow table."""
        return self._connection.sql(sql, params=parameters).to_arrow_table()

    def batches(self, sql: str, *, rows: int) -> Iterator[pa.RecordBatch]:
        """The result in record batches of about `rows`, without holding all of it."""
        yield from self._connection.sql(sql).to_arrow_reader(rows)

    def relation(self, sql: str) -> Any:
        """A query that has not run, with its `columns` and `types`; only for files beside this."""
        return self._connection.sql(sql)

    def rows(
        self, sql: str, parameters: Sequence[Any] | Parameters | None = None
    ) -> list[tuple[Any, ...]]:
        """The result as plain tuples, for a few rows."""
        return self._connection.execute(sql, parameters).fetchall()

    def records(
        self, sql: str, parameters: Sequence[Any] | Parameters | None = None
    ) -> list[dict[str, Any]]:
        """The result as dictionaries; for a few rows in half the time of an Arrow table."""
        told = self._connection.execute(sql, parameters)
        names = [column[0] for column in told.description]
        return [dict(zip(names, row, strict=True)) for row in told.fetchall()]

    def define_view(self, name: str, sql: str) -> None:
        """Name a query; it runs each time it is read."""
        self._create("VIEW", name, sql)

    def define_table(self, name: str, sql: str) -> None:
        """Name a query's result; it runs once."""
        self._create("TABLE", name, sql)

    def define_index(self, table: str, column: str) -> None:
        """Have a few rows of a table found by a column without reading all of it."""
        name = quoted(f"{table}_by_{column}")
        self._connection.execute(f"CREATE INDEX {name} ON {quoted(table)} ({quoted(column)})")

    def define_parts(self, name: str, sql: str, *, by: str, parts: int) -> tuple[str, ...]:
        """Store a query's result in parts by a whole number; the names of the parts."""
        place = self._temporary / f"parts-{name}"
        self._connection.execute(
            f"COPY (SELECT *, {quoted(by)} % {int(parts)} AS part FROM ({sql}))"
            f" TO {literal(str(place))} (FORMAT parquet, PARTITION_BY (part), {_QUICK})"
        )
        names = tuple(f"{name}_part_{part}" for part in range(parts))
        for part, one in enumerate(names):
            self.define_parquet(one, [str(place / f"part={part}" / "*.parquet")])
        return names

    def append(self, name: str, sql: str) -> None:
        """Add a query's result to a table."""
        self._connection.execute(f"INSERT INTO {quoted(name)} {duckdb_sql(sql)}")

    def define_stored(self, name: str, tables: Iterable[pa.Table]) -> None:
        """Name Arrow tables that come one after another; none of them stays in memory."""
        # What the name meant before may still be read while this is made.
        place = Path(tempfile.mkdtemp(prefix=f"stored-{name}-", dir=self._temporary))
        paths = []
        for number, table in enumerate(tables):
            paths.append(place / f"{number:05d}.parquet")
            parquet.write_table(table, paths[-1], compression="lz4", use_dictionary=False)
        self.define_files(name, paths)

    def define_arrow(self, name: str, table: pa.Table) -> None:
        """Name an Arrow table."""
        self._connection.register(name, table)

    def forget_arrow(self, name: str) -> None:
        """Let go of an Arrow table."""
        self._connection.unregister(name)

    def define_streamed(
        self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
    ) -> None:
        """Make a table of record batches as they come."""
        self.define_arrow("streamed", pa.RecordBatchReader.from_batches(schema, batches))
        try:
            self.define_table(name, "SELECT * FROM streamed")
        finally:
            self._connection.unregister("streamed")

    def define_files(self, name: str, paths: Sequence[Path]) -> None:
        """Name Parquet files of the book; columns are matched by name."""
        self.define_parquet(name, [str(path) for path in paths])

    def define_parquet(self, name: str, patterns: Sequence[str]) -> None:
        """Name Parquet files or patterns; columns are matched by name."""
        listed = ", ".join(literal(pattern) for pattern in patterns)
        self.define_view(name, f"SELECT * FROM read_parquet([{listed}], union_by_name = true)")

    def define_named(self, name: str, table: str) -> None:
        """DuckDB is embedded: it has no tables but the book's own. Raises: EngineWrong."""
        raise EngineWrong(
            f"book.toml maps the table {table}, which only a warehouse's engine has. Write "
            'parquet = ["…"] with the files instead, or [engine] kind = "spark".'
        )

    def drop(self, name: str) -> None:
        """Forget a table."""
        self._connection.execute(f"DROP TABLE IF EXISTS {quoted(name)}")
        self._kinds.pop(name, None)

    def write_parquet(self, sql: str, path: Path) -> None:
        """Write a query's result, in its order, as one Parquet file.

        What has more values than a dictionary may hold is not tried long: as small a file, sooner.
        """
        self._connection.execute(
            f"COPY ({sql}) TO {literal(str(path))}"
            " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 4000)"
        )

    def write_csv(self, sql: str, path: Path) -> None:
        """Write a query's result, in its order, as CSV with a header, safe in a spreadsheet."""
        told = self._connection.sql(sql)
        columns = ", ".join(
            f"{guarded_sql(name)} AS {quoted(name)}" if kind.id == "varchar" else quoted(name)
            for name, kind in zip(told.columns, told.types, strict=True)
        )
        sql = f"SELECT {columns} FROM ({sql})"
        self._connection.execute(f"COPY ({sql}) TO {literal(str(path))} (FORMAT csv, HEADER)")

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        if isinstance(error, duckdb.OutOfMemoryException) and not disk_is_full(error):
            raise self._memory_short(error) from error

    def _create(self, kind: str, name: str, sql: str) -> None:
        before = self._kinds.get(name, kind)
        if before != kind:  # DuckDB replaces a view with a view only, and a table with a table.
            self._connection.execute(f"DROP {before} {quoted(name)}")
        self._kinds[name] = kind
        self._connection.execute(f"CREATE OR REPLACE {kind} {quoted(name)} AS {duckdb_sql(sql)}")

    def _memory_short(self, error: Exception) -> MemoryShort:
        taken = "this machine has left" if self._memory is None else f"it may take, {self._memory}"
        return MemoryShort(
            f"The work needs more memory than {taken} ({str(error).splitlines()[0]}). "
            f"Nothing half done counts, and the results before stay. {self._cure}"
        )


__all__ = ["DuckDBEngine", "MemoryShort", "literal", "quoted"]
