"""Where SQL runs. Each engine is a short file of differences."""

from regulars.engines.duckdb_engine import DuckDBEngine
from regulars.engines.engine import Engine, EngineWrong
from regulars.engines.open_engine import open_engine

__all__ = ["DuckDBEngine", "Engine", "EngineWrong", "open_engine"]
