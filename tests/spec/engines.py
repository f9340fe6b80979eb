"""The engines that every spec runs on. A further engine is one line here.

An engine is opened with a folder for its temporary files and a number of threads; it can
`define_arrow`, `define_table`, `define_view`, give a result as `arrow`, and `write_parquet`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from regulars.engines import DuckDBEngine

Engine = DuckDBEngine

ENGINES: dict[str, Callable[[Path, int], Engine]] = {
    "duckdb": lambda temporary, threads: DuckDBEngine(temporary=temporary, threads=threads),
}
