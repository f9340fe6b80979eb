"""Every fact of a world is valid by its contract; checked from the contracts themselves."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from regulars.contracts import BY_FACT, CONTRACTS, SOURCE, SOURCE_ID, Column, Type
from regulars.world import World

FACTS = tuple(contract.fact for contract in CONTRACTS)
LEFT_TO_THE_IMPORTER = ("customer_source", "other_source", "email_key", "phone_key")
COLUMNS = [
    (fact, column)
    for fact in FACTS
    for column in (SOURCE_ID, SOURCE, *BY_FACT[fact].columns)
    if column.name not in LEFT_TO_THE_IMPORTER
]
NEVER_TOLD = {
    ("reservation", "happened_at"),
    ("consent", "happened_at"),
    ("review", "happened_at"),
    ("referral", "happened_at"),
    ("review", "product_key"),
    ("problem_event", "step"),
    ("problem_event", "details"),
}
"""What these sources do not tell."""
NOT_USED = {
    ("expectation", "found_in"): {"contact", "problem"},
    ("problem_event", "kind"): {"note"},
}
AT_THE_DESK = ("care", "treatment", "follow_up")
HAPPENS_EARLIER = {"consent"}
"""Given with a first visit that may lie before the history."""
ARROW = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.DATE: pa.date32(),
    Type.INSTANT: pa.timestamp("us", tz="UTC"),
}


def keys(table: pa.Table, source: str, key: str) -> set[tuple[str, str]]:
    pairs = zip(table.column(source).to_pylist(), table.column(key).to_pylist(), strict=True)
    return {(s, k) for s, k in pairs if k is not None}


def test_every_fact_of_the_contracts_is_there(world: World) -> None:
    assert tuple(world.facts) == FACTS
    assert all(table.num_rows > 0 for table in world.facts.values())


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_has_only_the_contract_s_columns_and_all_it_must_have(
    world: World, fact: str
) -> None:
    columns = [column.name for column in (SOURCE_ID, SOURCE, *BY_FACT[fact].columns)]
    found = world.facts[fact].column_names
    assert found == [name for name in columns if name in found]
    assert {column.name for f, column in COLUMNS if f == fact and not column.may_be_null} <= set(
        found
    )


@pytest.mark.parametrize(("fact", "column"), COLUMNS, ids=lambda v: getattr(v, "name", v))
def test_every_column_is_known_of_some(world: World, fact: str, column: Column) -> None:
    if (fact, column.name) in NEVER_TOLD:
        return
    values = world.facts[fact].column(column.name)
    assert values.null_count < len(values)
    if column.choices:
        used = set(pc.unique(values.drop_null()).to_pylist())
        assert used == set(column.choices) - NOT_USED.get((fact, column.name), set())


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


@pytest.mark.parametrize("fact", FACTS)
def test_keys_are_unique_within_their_source(world: World, fact: str) -> None:
    table = world.facts[fact]
    assert len(keys(table, "source", "source_id")) == table.num_rows
    only = {"reservation": {"cabins"}, "rate": {"textiles"}}
    only |= {written: {"desk"} for written in AT_THE_DESK}
    houses = {"cabins", "shop", "textiles"}
    assert set(table.column("source").to_pylist()) <= only.get(fact, houses)


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
        ("answer", "order_key", "order"),
        ("answer", "reservation_key", "reservation"),
        ("review", "customer_key", "customer"),
        ("review", "reservation_key", "reservation"),
        ("problem", "reservation_key", "reservation"),
        ("problem", "known_issue_key", "known_issue"),
        ("problem", "product_key", "product"),
        ("known_issue", "product_key", "product"),
        ("account_owner", "customer_key", "customer"),
        ("account_review", "customer_key", "customer"),
        ("consent", "customer_key", "customer"),
        ("expectation", "customer_key", "customer"),
        ("introduction", "customer_key", "customer"),
        ("match", "customer_key", "customer"),
        ("perk", "customer_key", "customer"),
    ],
)
def test_what_a_key_refers_to_exists(world: World, fact: str, column: str, referred: str) -> None:
    known = keys(world.facts[referred], "source", "source_id")
    found = keys(world.facts[fact], "source", column)
    assert found
    assert found <= known


@pytest.mark.parametrize(
    ("fact", "source", "key"),
    [
        ("introduction", "other_source", "other_key"),
        ("match", "other_source", "other_key"),
        *((fact, "customer_source", "customer_key") for fact in AT_THE_DESK),
    ],
)
def test_the_other_customer_exists_in_its_own_source(
    world: World, fact: str, source: str, key: str
) -> None:
    known = keys(world.facts["customer"], "source", "source_id")
    assert keys(world.facts[fact], source, key) <= known


def test_what_an_expectation_was_found_in_exists_and_holds_its_words(world: World) -> None:
    found = [row for row in world.facts["expectation"].to_pylist() if row["found_in"]]
    assert {row["found_in"] for row in found} == {"answer", "review", "account_review"}
    texts = {
        fact: {(row["source"], row["source_id"]): row for row in world.facts[fact].to_pylist()}
        for fact in ("answer", "review", "account_review")
    }
    for row in found:
        assert (row["source"], row["found_in_key"]) in texts[row["found_in"]]


def test_only_persons_belong_to_accounts_and_only_to_accounts(world: World) -> None:
    rows = world.facts["customer"].to_pylist()
    kind = {(row["source"], row["source_id"]): row["kind"] for row in rows}
    members = [row for row in rows if row["account_key"] is not None]
    assert len(members) > 200
    for row in members:
        assert row["kind"] == "person"
        assert kind[row["source"], row["account_key"]] == "account"


def test_a_day_is_the_local_day_of_its_instant(world: World) -> None:
    facts = ("order", "contact", "problem", "problem_event", "answer", "follow_up")
    columns = [(fact, "happened_at", "happened_on") for fact in facts]
    for fact, instant, on in [*columns, ("reservation", "arrives_at", "arrives_on")]:
        table = world.facts[fact].filter(pc.is_valid(pc.field(instant)))
        local = table.column(instant).cast(pa.timestamp("us", tz="Asia/Dhaka"))
        day = pc.local_timestamp(local).cast(pa.date32())
        assert pc.all(pc.equal(day, table.column(on))).as_py()


def test_some_guests_arrive_when_it_is_still_yesterday_in_utc(world: World) -> None:
    table = world.facts["order"]
    utc_day = pc.local_timestamp(table.column("happened_at")).cast(pa.date32())
    assert pc.sum(pc.less(utc_day, table.column("happened_on"))).as_py() > 5


def test_nothing_happens_after_the_last_day_nor_before_the_first(world: World) -> None:
    for fact in FACTS:
        if "happened_on" not in BY_FACT[fact].names or fact in HAPPENS_EARLIER:
            continue
        on = world.facts[fact].column("happened_on")
        assert str(pc.min(on)) >= "2023-03-03"
        assert str(pc.max(on)) <= "2026-03-01"
