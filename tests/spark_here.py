"""The Spark that tests share: it starts once, with little, and compiles lightly."""

from __future__ import annotations

from typing import Any

SETTINGS: dict[str, Any] = {
    "master": "local[2]",
    "memory": "1g",
    "settings": {
        "spark.sql.shuffle.partitions": 2,
        # Thousands of small jobs: time goes into compiling, not into running.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    },
}
