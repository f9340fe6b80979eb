"""Every fact of a world is valid by its contract; checked from the contracts themselves."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from regulars.contracts import BY_FACT, SOURCE, SOURCE_ID, Column, Type
from regulars.world import World

SAID_SINCE = ("reservation", "problem", "problem_event", "answer", "review", "referral")
FACTS = ("customer", "product", "order", "order_line", "contact", "consent", *SAID_SINCE)
COLUMNS = [
    (fact, column)
    for fact in FACTS
    for column in (SOURCE_ID, SOURCE, *BY_FACT[fact].columns)
    if column.name not in ("customer_source", "other_source")
]
ARROW = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.DATE: pa.date32(),
    Type.INSTANT: pa.timestamp("us", tz="UTC"),
}


def keys(table: pa.Table, source: str, key: str) -> set[tuple[str, str]]:
    pairs = zip(table.column(source).to_pylist(), table.column(key).to_pylist(), strict=True)
    return {(s, k) for s, k in pairs if k is not None}


def test_the_facts_are_those_of_the_demo(world: World) -> None:
    assert tuple(world.facts) == FACTS


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_has_only_the_contract_s_columns_and_all_it_must_have(
    world: World, fact: str
) -> None:
    columns = [column for f, column in COLUMNS if f == fact]
    found = world.facts[fact].column_names
    assert found == [column.name for column in columns if column.name in found]
    assert {column.name for column in columns if not column.may_be_null} <= set(found)


@pytest.mark.parametrize(("fact", "column"), COLUMNS, ids=lambda v: getattr(v, "name", v))
def test_a_column_keeps_type_nulls_and_choices(world: World, fact: str, column: Column) -> None:
    if column.name not in world.facts[fact].column_names:
        assert column.may_be_null
        return
    values = world.facts[fact].column(column.name)
    assert values.type == ARROW[column.type]
    if not column.may_be_null:
        assert values.null_count == 0
    if column.choices:
        assert set(pc.unique(values.drop_null()).to_pylist()) <= set(column.choices)
    if column.type is Type.TEXT:
        assert not pc.any(pc.equal(pc.utf8_trim_whitespace(values), "")).as_py()


@pytest.mark.parametrize("choice", ["placed", "cancelled", "returned"])
def test_every_state_of_an_order_occurs(world: World, choice: str) -> None:
    assert choice in world.facts["order"].column("state").to_pylist()


@pytest.mark.parametrize("fact", FACTS)
def test_keys_are_unique_within_their_source(world: World, fact: str) -> None:
    table = world.facts[fact]
    assert len(keys(table, "source", "source_id")) == table.num_rows
    both = {"cabins"} if fact == "reservation" else {"cabins", "shop"}
    assert set(table.column("source").to_pylist()) == both


@pytest.mark.parametrize(
    ("fact", "column", "referred"),
    [
        ("customer", "account_key", "customer"),
        ("order", "customer_key", "customer"),
        ("order", "returns_order_key", "order"),
        ("order_line", "order_key", "order"),
        ("order_line", "product_key", "product"),
        ("contact", "customer_key", "customer"),
        ("reservation", "customer_key", "customer"),
        ("reservation", "order_key", "order"),
        ("problem", "customer_key", "customer"),
        ("problem", "order_key", "order"),
        ("problem_event", "problem_key", "problem"),
        ("answer", "customer_key", "customer"),
        ("answer", "problem_key", "problem"),
        ("review", "order_key", "order"),
        ("referral", "customer_key", "customer"),
        ("referral", "other_key", "customer"),
    ],
)
def test_what_a_key_refers_to_exists(world: World, fact: str, column: str, referred: str) -> None:
    known = keys(world.facts[referred], "source", "source_id")
    found = keys(world.facts[fact], "source", column)
    assert found
    assert found <= known


def test_only_persons_belong_to_accounts_and_only_to_accounts(world: World) -> None:
    rows = world.facts["customer"].to_pylist()
    kind = {(row["source"], row["source_id"]): row["kind"] for row in rows}
    members = [row for row in rows if row["account_key"] is not None]
    assert len(members) > 200
    for row in members:
        assert row["kind"] == "person"
        assert kind[row["source"], row["account_key"]] == "account"


def test_a_day_is_the_local_day_of_its_instant(world: World) -> None:
    for fact in ("order", "contact"):
        table = world.facts[fact]
        local = table.column("happened_at").cast(pa.timestamp("us", tz="Asia/Dhaka"))
        day = pc.local_timestamp(local).cast(pa.date32())
        assert pc.all(pc.equal(day, table.column("happened_on"))).as_py()


def test_some_guests_arrive_when_it_is_still_yesterday_in_utc(world: World) -> None:
    table = world.facts["order"]
    utc_day = pc.local_timestamp(table.column("happened_at")).cast(pa.date32())
    assert pc.sum(pc.less(utc_day, table.column("happened_on"))).as_py() > 5


def test_nothing_happens_after_the_last_day_nor_before_the_first(world: World) -> None:
    for fact in ("order", "contact", *SAID_SINCE):
        on = world.facts[fact].column("happened_on")
        assert str(pc.min(on)) >= "2023-03-03"
        assert str(pc.max(on)) <= "2026-03-01"
