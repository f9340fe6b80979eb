"""On a real cluster a refresh gives DuckDB's results, also when a machine is lost in its midst."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tomlkit
from spark_cluster import LIGHT, SparkCluster

from regulars.book.snapshot import current_snapshot
from regulars.opening import init_book

AS_OF = date(2026, 6, 30)
CUSTOMERS, ORDERS = 3_000, 30_000
FILES = ("card", "candidates", "identities")
ENDS_SECONDS = 420


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkCluster]:
    running = SparkCluster(tmp_path_factory.mktemp("cluster"))
    yield running
    running.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book on a warehouse's Parquet, refreshed on DuckDB."""
    place = tmp_path_factory.mktemp("warehouse")
    numbers = range(ORDERS)
    customers = [n * n % 9973 % CUSTOMERS for n in numbers]
    days = [
        AS_OF - timedelta(days=n * 7919 % 1000 % (30 + c % 900))
        for n, c in zip(numbers, customers, strict=True)
    ]
    table = {"source_id": list(numbers), "customer_key": customers, "happened_on": days}
    table["amount_minor"] = [500 + n * 31 % 97_700 for n in numbers]
    for half in (0, 1):
        pq.write_table(pa.table(table).slice(half * ORDERS // 2, ORDERS // 2),
                       place / f"{half}.parquet")  # fmt: skip
    book = place / "book"
    init_book(book, currency="EUR").close()
    text = tomlkit.parse((book / "book.toml").read_text(encoding="utf-8"))
    columns: dict[str, Any] = {name: name for name in table}
    columns |= {"currency": {"value": "EUR"}, "state": {"value": "placed"}}
    text["warehouse"] = {"order": {"parquet": [f"{place}/?.parquet"], "columns": columns}}
    (book / "book.toml").write_text(tomlkit.dumps(text), encoding="utf-8")
    assert refreshing(book).wait() == 0
    return book


@pytest.fixture(scope="module")
def on_duckdb(folder: Path) -> dict[str, pa.Table]:
    return results(folder)


def on(folder: Path, cluster: SparkCluster) -> None:
    text = tomlkit.parse((folder / "book.toml").read_text(encoding="utf-8"))
    text["engine"] = {
        "kind": "spark",
        "master": cluster.url,
        "memory": "700m",
        "settings": {
            "spark.sql.shuffle.partitions": 4,
            "spark.driver.extraJavaOptions": LIGHT,
            "spark.executor.extraJavaOptions": LIGHT,
        },
    }
    (folder / "book.toml").write_text(tomlkit.dumps(text), encoding="utf-8")


def refreshing(folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "refresh.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "regulars.cli.main", "refresh",
             "--book", folder, "--as-of", str(AS_OF)],
            stdout=log, stderr=log,
        )  # fmt: skip


def results(folder: Path) -> dict[str, pa.Table]:
    snapshot = current_snapshot(folder)
    return {name: pq.read_table(getattr(snapshot, name)) for name in FILES}


def ended(running: subprocess.Popen[bytes], folder: Path) -> None:
    try:
        code = running.wait(ENDS_SECONDS)
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()
    assert code == 0, (folder / "refresh.log").read_text()


def assert_same(folder: Path, mine: dict[str, pa.Table]) -> None:
    assert current_snapshot(folder).manifest["engine"]["kind"] == "spark"
    for name, other in results(folder).items():
        assert other.num_rows == mine[name].num_rows > 0
        for column in mine[name].column_names:
            assert other[column].equals(mine[name][column]), (name, column)


def test_a_refresh_on_a_cluster_gives_duckdb_s_results_though_a_worker_is_killed_in_its_midst(
    cluster: SparkCluster, folder: Path, on_duckdb: dict[str, pa.Table]
) -> None:
    on(folder, cluster)
    running = refreshing(folder)
    try:
        # Something was written and more is to come: the refresh is in its midst.
        while tables_made(folder) < 3:
            assert running.poll() is None, (folder / "refresh.log").read_text()
            time.sleep(0.1)
        cluster.kill(cluster.workers[0])
        ended(running, folder)
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()
    assert_same(folder, on_duckdb)
    assert "Removing worker" in cluster.said("master") or "Lost" in cluster.said("master")


def tables_made(folder: Path) -> int:
    return len(list(folder.glob("refresh-*/tables-*/*/_SUCCESS")))
