"""SQL on Spark: the same queries as DuckDB's, sent where the facts lie."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark import RDD
from pyspark.errors import AnalysisException
from pyspark.serializers import NoOpSerializer
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import to_arrow_schema

from regulars.engines.engine import EngineWrong, Parameters
from regulars.engines.spark_sql import spark_sql

SENT_BYTES = 64 * 2**20
"""Files of the book up to this size are sent to the machines of a cluster; larger ones must lie
where all of them see the folder."""


class SparkEngine:
    """Names of its own in a Spark that others may share.

    Results of `define_table` lie as Parquet in the folder `scratch`, which every machine must see:
    what a lost machine wrote is still there, and each query begins at files, not at all before it.
    `closed` runs at the end.
    """

    name = "spark"

    def __init__(self, *, session: SparkSession, scratch: str, closed: Callable[[], None]) -> None:
        self._spark = session
        self._closed = closed
        self._scratch = scratch
        self._tables: dict[str, str] = {}
        self._made = itertools.count()
        self.version: str = session.version
        self._local = str(session.sparkContext.master).startswith("local")

    def columns(self, relation: str) -> tuple[str, ...]:
        """The names of a relation's columns."""
        return tuple(self._spark.table(relation).columns)

    def rows(self, sql: str, parameters: Parameters | None = None) -> list[tuple[Any, ...]]:
        """The result as plain tuples, for a few rows."""
        return [tuple(row) for row in self._query(sql, parameters).collect()]

    def arrow(self, sql: str, parameters: Parameters | None = None) -> pa.Table:
        """The result as one Arrow table, in the driver's memory."""
        return self._query(sql, parameters).toArrow()

    def define_view(self, name: str, sql: str) -> None:
        """Name a query; it runs each time it is read."""
        self._query(sql).createOrReplaceTempView(name)

    def define_table(self, name: str, sql: str) -> None:
        """Name a query's result; it runs once, now."""
        result, place = self._query(sql), f"{self._scratch}/{next(self._made)}-{name}"
        result.write.parquet(place)
        self.drop(name)
        self._tables[name] = place
        self._spark.read.schema(result.schema).parquet(place).createOrReplaceTempView(name)

    def define_arrow(self, name: str, table: pa.Table) -> None:
        """Name an Arrow table."""
        self._spark.createDataFrame(table).createOrReplaceTempView(name)

    def define_files(self, name: str, paths: Sequence[Path]) -> None:
        """Name Parquet files of the book; columns are matched by name."""
        if not self._local and sum(path.stat().st_size for path in paths) <= SENT_BYTES:
            tables = [pq.read_table(path) for path in paths]
            self.define_arrow(name, pa.concat_tables(tables, promote_options="default"))
        else:
            # A folder's name is no pattern.
            self.define_parquet(name, [re.sub(r"([\\\[\]{}*?])", r"\\\1", str(p)) for p in paths])

    def define_parquet(self, name: str, patterns: Sequence[str]) -> None:
        """Name Parquet files or patterns where the machines see them; matched by name."""
        found = self._spark.read.option("mergeSchema", "true").parquet(*patterns)
        found.createOrReplaceTempView(name)

    def define_named(self, name: str, table: str) -> None:
        """Name a table of Spark's catalogues, as Spark writes it. Raises: EngineWrong."""
        try:
            self._spark.table(table).createOrReplaceTempView(name)
        except AnalysisException as error:
            raise EngineWrong(
                f"Spark finds no table {table}, which book.toml maps "
                f"({str(error).splitlines()[0]}). Correct its name, or name its catalogue in "
                "[engine.settings]."
            ) from error

    def drop(self, name: str) -> None:
        """Delete a table; nothing may read the name after."""
        if name in self._tables:
            self._spark.catalog.dropTempView(name)
            self._delete(self._tables.pop(name))

    def write_parquet(self, sql: str, path: Path) -> None:
        """Write a query's result, in its order, as one file; a part at a time in memory."""
        result = self._query(sql)
        schema = to_arrow_schema(result.schema)
        with pq.ParquetWriter(path, schema, compression="zstd") as file:
            for part in _parts(result):
                file.write_batch(pa.ipc.read_record_batch(pa.py_buffer(part), schema))

    def close(self) -> None:
        self._delete(self._scratch)
        self._closed()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _delete(self, place: str) -> None:
        jvm: Any = self._spark._jvm
        path = jvm.org.apache.hadoop.fs.Path(place)
        path.getFileSystem(self._spark._jsc.hadoopConfiguration()).delete(path, True)

    def _query(self, sql: str, parameters: Parameters | None = None) -> DataFrame:
        return self._spark.sql(spark_sql(sql), args=parameters or None)


def _parts(result: DataFrame) -> Iterator[bytes]:
    """Arrow messages in the result's order, made on the machines and fetched one part at a time.

    Spark's public way to this needs pandas, and Python on every machine; `toArrow` takes all at
    once.
    """
    messages = result._jdf.toArrowBatchRdd().toJavaRDD()
    context = result.sparkSession.sparkContext
    yield from RDD(messages, context, NoOpSerializer()).toLocalIterator()
