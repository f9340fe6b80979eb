"""A whole refresh on Spark: facts of a warehouse and of the desk, every file of the snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tomlkit

import regulars
from regulars.book.warehouse import WarehouseWrong
from regulars.contracts import customer_id
from regulars.engines import EngineWrong

AS_OF = date(2026, 6, 30)
CUSTOMERS = 60
FILES = ("card", "candidates", "identities")
COLUMNS = {
    "source_id": "order_id",
    "customer_key": "customer_id",
    "happened_on": "ordered_on",
    "amount_minor": "cents",
    "currency": {"value": "EUR"},
    "state": {"value": "placed"},
}


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """A folder of two files with the columns of somebody else, of 60 customers with a rhythm."""
    rows = [
        {
            "order_id": n,
            "customer_id": n % CUSTOMERS,
            "ordered_on": AS_OF - timedelta(days=(n // CUSTOMERS) * (5 + n % 37)),
            "cents": 100 + n * 7919 % 20_000,
        }
        for n in range(CUSTOMERS * 9)
    ]
    folder = tmp_path / "warehouse [1]"
    folder.mkdir()
    for half in (0, 1):
        pq.write_table(pa.Table.from_pylist(rows[half::2]), folder / f"part-{half}.parquet")
    return folder


@pytest.fixture
def folder(make_book: Any, orders: Path) -> Path:
    """A book on that warehouse, with care done at the desk, one line of it twice."""
    place: Path = make_book(currency="EUR").folder
    asks(place, warehouse={"parquet": [patterns(orders)]})
    book = regulars.open(place)
    book.refresh(as_of=AS_OF)
    lines = [item.care_id for item in book.today(hours=8).items[:3]]
    for line in lines:
        book.done(care_id=line, received="welcome", note=None)
    book.done(care_id=lines[0], received="unwelcome", note=None)
    book.close()
    return place


def patterns(orders: Path) -> str:
    return str(orders).replace("[1]", "?1?") + "/*.parquet"


def asks(place: Path, *, warehouse: dict[str, Any], **engine: Any) -> None:
    """Write it into book.toml."""
    text = tomlkit.parse((place / "book.toml").read_text(encoding="utf-8"))
    text["warehouse"] = {"order": {"source": "shop", "columns": COLUMNS, **warehouse}}
    text["engine"] = engine or {"kind": "duckdb"}
    (place / "book.toml").write_text(tomlkit.dumps(text), encoding="utf-8")


def refreshed(place: Path) -> dict[str, pa.Table]:
    book = regulars.open(place)
    snapshot = book.refresh(as_of=AS_OF).snapshot
    book.close()
    return {name: pq.read_table(getattr(snapshot, name)) for name in FILES}


@pytest.fixture
def table(spark: dict[str, Any], orders: Path) -> Iterator[str]:
    """The same orders as a table of Spark's own catalogue."""
    from pyspark.sql import SparkSession

    session = SparkSession.active()
    place = str(orders).replace("[", "\\[").replace("]", "\\]")
    session.read.parquet(place).write.saveAsTable("shop_orders")
    yield "spark_catalog.default.shop_orders"
    session.sql("DROP TABLE shop_orders")


def test_a_table_on_spark_gives_the_snapshot_that_its_files_give_on_duckdb(
    folder: Path, spark: dict[str, Any], table: str
) -> None:
    mine = refreshed(folder)
    assert mine["card"].num_rows == CUSTOMERS
    assert sum(mine["card"]["contacts"].to_pylist()) == 3, "what was done at the desk counts, once"
    assert mine["candidates"].num_rows

    asks(folder, warehouse={"table": table}, kind="spark", **spark)
    other = refreshed(folder)
    for name in FILES:
        fields = [(field.name, field.type) for field in mine[name].schema]
        assert [(field.name, field.type) for field in other[name].schema] == fields
        for column in mine[name].column_names:
            assert other[name][column].equals(mine[name][column]), (name, column)
    assert not list(folder.glob("refresh-*")), "nothing is left beside the snapshots"


def test_customers_of_a_warehouse_have_the_ids_that_an_import_would_give(folder: Path) -> None:
    for row in refreshed(folder)["identities"].to_pylist():
        assert row["customer_id"] == customer_id(source="shop", key=row["source_id"])


def test_a_table_that_spark_does_not_know_is_named(folder: Path, spark: dict[str, Any]) -> None:
    asks(folder, warehouse={"table": "nowhere.orders"}, kind="spark", **spark)
    with pytest.raises(EngineWrong, match=r"no table nowhere\.orders.*Correct its name"):
        refreshed(folder)


def test_files_that_are_not_there_are_named_on_both_engines(
    folder: Path, spark: dict[str, Any]
) -> None:
    for engine in ({"kind": "duckdb"}, {"kind": "spark", **spark}):
        asks(folder, warehouse={"parquet": ["/nowhere/*.parquet"]}, **engine)
        with pytest.raises(WarehouseWrong, match=r"warehouse\.order.*/nowhere/\*\.parquet"):
            refreshed(folder)


@pytest.mark.parametrize(
    ("engine", "message"),
    [
        ({"kind": "postgres"}, "no engine. Write kind"),
        ({"kind": "spark", "cores": 4}, r"has cores, which Spark does not know.*engine\.settings"),
        ({"kind": "duckdb", "master": "local"}, "has master, which this engine does not know"),
        ({"kind": "spark", "settings": 4}, "not a table of Spark's settings"),
    ],
)
def test_an_engine_that_cannot_be_is_refused(
    folder: Path, orders: Path, engine: dict[str, Any], message: str
) -> None:
    asks(folder, warehouse={"parquet": [patterns(orders)]}, **engine)
    with pytest.raises(EngineWrong, match=message):
        refreshed(folder)


def test_without_pyspark_the_cure_is_told(
    folder: Path, orders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    asks(folder, warehouse={"parquet": [patterns(orders)]}, kind="spark")
    with pytest.raises(EngineWrong, match=r'pip install "regulars\[spark\]".*Java 17'):
        refreshed(folder)


@pytest.mark.parametrize("mapping", [{}, {"parquet": []}, {"parquet": ["a"], "table": "b"}])
def test_a_mapping_must_say_once_where_the_facts_lie(folder: Path, mapping: Any) -> None:
    asks(folder, warehouse=mapping)
    with pytest.raises(WarehouseWrong, match="must say where the facts lie, once"):
        refreshed(folder)


@pytest.mark.parametrize(
    ("fact", "message"),
    [
        ("ordr", r"\[warehouse\.ordr\] in book\.toml is no fact\. There are .*order, "),
        ("identity", "identity.*an id follows from a source and its key"),
    ],
)
def test_only_facts_can_be_mapped(folder: Path, orders: Path, fact: str, message: str) -> None:
    asks(folder, warehouse={"parquet": [patterns(orders)]})
    path = folder / "book.toml"
    text = tomlkit.parse(path.read_text(encoding="utf-8"))
    text["warehouse"][fact] = text["warehouse"]["order"]
    path.write_text(tomlkit.dumps(text), encoding="utf-8")
    with pytest.raises(WarehouseWrong, match=message):
        refreshed(folder)


def test_a_key_of_the_warehouse_that_the_ledger_holds_too_is_known_once(folder: Path) -> None:
    assert list((folder / "mirror").rglob("*identity*")), "the desk held on to some"
    identities = refreshed(folder)["identities"].to_pydict()
    keys = list(zip(identities["source"], identities["source_id"], strict=True))
    assert len(keys) == len(set(keys)) == CUSTOMERS
    assert identities["customer_id"] == sorted(identities["customer_id"])


def test_duckdb_has_no_tables_to_map(folder: Path) -> None:
    asks(folder, warehouse={"table": "shop.orders"})
    with pytest.raises(EngineWrong, match=r'shop\.orders.*kind = "spark"'):
        refreshed(folder)
