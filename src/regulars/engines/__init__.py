"""Where SQL runs. Each engine is a short file of differences."""

from regulars.engines.duckdb_engine import DuckDBEngine

__all__ = ["DuckDBEngine"]
