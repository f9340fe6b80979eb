"""The Spark that `[engine]` in `book.toml` asks for: settings, start, and end."""

from __future__ import annotations

import os
import sys
import uuid
from pathlib import Path
from typing import Any

from regulars.engines.engine import EngineWrong

KNOWN = frozenset({"master", "memory", "scratch", "settings"})
LOOPBACK = "127.0.0.1"

SQL: dict[str, str] = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
}
"""What the agreement of the engines rests on: nobody's settings change it."""


def open_spark(settings: dict[str, Any], *, temporary: Path) -> Any:
    """An engine on the master of `settings`, or on the Spark that this process runs already.

    A Spark that was started here is stopped when the engine is closed.
    Raises: EngineWrong without PySpark or Java, for unknown settings, or when no master answers.
    """
    if unknown := sorted(set(settings) - KNOWN):
        raise EngineWrong(
            f"[engine] in book.toml has {', '.join(unknown)}, which Spark does not know. It knows "
            f"{', '.join(sorted(KNOWN))}; Spark's own settings go into [engine.settings]."
        )
    if not isinstance(settings.get("settings", {}), dict):
        raise EngineWrong("[engine.settings] in book.toml is not a table of Spark's settings.")
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineWrong(
            'book.toml asks for Spark, and PySpark is not installed. Run pip install "regulars'
            '[spark]" (it needs Java 17), or write [engine] kind = "duckdb".'
        ) from error

    from regulars.engines.spark_engine import SparkEngine

    running = SparkSession.getActiveSession()
    started = running or _start(SparkSession.builder, settings, temporary)
    # Names of its own; what is cached is let go of with the names.
    session = started.newSession()
    for name, value in SQL.items():
        session.conf.set(name, value)
    return SparkEngine(
        session=session,
        # A folder of its own: it is deleted at the end.
        scratch=f"{settings.get('scratch', temporary)}/tables-{uuid.uuid4().hex}",
        closed=started.stop if running is None else lambda: None,
    )


def _start(builder: Any, settings: dict[str, Any], temporary: Path) -> Any:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    chosen = spark_settings(settings, temporary=temporary)
    if chosen.get("spark.driver.bindAddress") == LOOPBACK:
        os.environ.setdefault("SPARK_LOCAL_IP", LOOPBACK)
    for name, value in chosen.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as error:  # Java's and Python's, by many names
        said = str(error).strip() or type(error).__name__
        raise EngineWrong(
            f"Spark does not start on {chosen['spark.master']}: {said.splitlines()[0]}. It needs "
            "Java 17 (JAVA_HOME), and a master that answers at that address."
        ) from error


def spark_settings(settings: dict[str, Any], *, temporary: Path) -> dict[str, str]:
    """Spark's settings: defaults for one machine or a small cluster, then the owner's own."""
    master = str(settings.get("master", "local[*]"))
    local = master.startswith("local")
    memory = str(settings.get("memory", "2500m"))
    chosen = {
        "spark.app.name": "regulars",
        "spark.master": master,
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": str(temporary),
        "spark.sql.warehouse.dir": str(temporary / "warehouse"),
        "spark.sql.shuffle.partitions": "8",
        "spark.driver.memory": memory if local else "1g",
    }
    if not local:
        chosen |= {"spark.executor.memory": memory, "spark.executor.cores": "1"}
    if local or LOOPBACK in master:
        chosen |= {"spark.driver.host": LOOPBACK, "spark.driver.bindAddress": LOOPBACK}
    own = {str(name): _text(value) for name, value in settings.get("settings", {}).items()}
    return {**chosen, **own, **SQL}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
