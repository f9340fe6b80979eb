"""Every figure of a customer opens to the facts it was computed from, and they give the figure."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

import regulars
from regulars.contracts import customer_id
from regulars.signals import signals

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
Card = dict[str, Any]
OF_THE_BOOK = ("standing",)
DAYS_A_WEEK = 7


@pytest.fixture(scope="module")
def asked(planned_folder: Path) -> list[Card]:
    """Some customers of the book: those who sent somebody, those merged, and a few others."""
    book = regulars.open(planned_folder)
    cards = book.card().to_pylist()
    redirects = book._read().query("SELECT into_customer_id AS id FROM redirects").to_pylist()
    merged = {row["id"] for row in redirects}
    chosen = [card for card in cards if card["sent_spend_tree_minor"]][:4]
    chosen += [card for card in cards if card["customer_id"] in merged][:2]
    chosen += Random(11).sample(cards, 2)
    book.close()
    return chosen


@pytest.mark.parametrize("signal", signals(), ids=lambda signal: signal.name)
def test_the_facts_behind_a_figure_give_the_figure(
    book: Book, asked: list[Card], signal: Any
) -> None:
    for card in asked:
        told = book.lineage(customer_id=card["customer_id"], figure=signal.name)
        value = card[signal.name]
        assert told.now is None, card["customer_id"]
        if signal.base in OF_THE_BOOK:
            assert bool(told.inputs) == bool(card["orders"])
        elif signal.type == "money":
            assert (told.total_minor or 0) == (value or 0)
            if value is not None:
                assert sum(row.adds_minor or 0 for row in told.rows) == value
        elif signal.type == "count":
            counts = (int(row.adds) if (row.adds or "").isdecimal() else 1 for row in told.rows)
            assert sum(counts) == value
        elif signal.type == "date" and value is not None and signal.base != "reservations":
            assert {row.on for row in told.rows} == {value}
        elif value is not None:
            assert told.rows


def test_all_figures_of_all_customers_are_what_their_own_facts_give(book: Book) -> None:
    """The whole book as one small book: the same SQL over the same facts gives the same card."""
    from django.db.models import Q

    from regulars.book.behind import everybody
    from regulars.book.small_book import SmallBook
    from regulars.contracts import CONTRACTS
    from regulars.ledger.current import current_rows

    facts = {one.fact: current_rows(one.fact, Q()) for one in CONTRACTS if one.fact != "identity"}
    rows = book._read().query("SELECT * FROM identities").to_pylist()
    whose = {(row["source"], row["source_id"]): row["customer_id"] for row in rows}
    small = SmallBook(facts, whose, book.as_of, book.currency)
    cards = {card["customer_id"]: card for card in book.card().to_pylist()}
    for signal in signals():
        found = everybody(small, signal=signal, temporary=book.folder / "temporary")
        assert found == {one: card[signal.name] for one, card in cards.items()}, signal.name


def test_an_estimate_is_what_its_inputs_and_parameters_give(book: Book, asked: list[Card]) -> None:
    fitted = book.made.manifest["expectation"]["active"]
    model = {name: fitted[name] for name in ("r", "alpha", "a", "b")}
    card = next(card for card in asked if card["order_days"] > 2)
    told = book.lineage(customer_id=card["customer_id"], figure="chance_active")
    assert [one.value.split(" ")[0] for one in told.inputs[:3]] == [
        str(card["order_days"] - 1),
        f"{(card['last_order_on'] - card['first_order_on']).days:,}",
        f"{card['tenure_days']:,}",
    ]
    assert all(f"{name} = {value:.4g}" in told.inputs[3].value for name, value in model.items())
    chance = _chance_active(
        **model,
        x=card["order_days"] - 1,
        t_x=(card["last_order_on"] - card["first_order_on"]).days / DAYS_A_WEEK,
        age=card["tenure_days"] / DAYS_A_WEEK,
    )
    assert chance == pytest.approx(card["chance_active"], abs=1e-9)


def _chance_active(
    *, r: float, alpha: float, a: float, b: float, x: int, t_x: float, age: float
) -> float:
    """MBG/NBD: Batislam, Denizel & Filiztekin (2007), recency and age in weeks."""
    odds = a / (b + x) * ((alpha + age) / (alpha + t_x)) ** (r + x)
    return 1 / (1 + odds)


def test_the_page_lists_the_facts_and_their_sum(
    desk: Client, book: Book, asked: list[Card], text_of: Words
) -> None:
    card = max(asked, key=lambda card: card["spend_90d_minor"])
    address = f"/customers/{card['customer_id']}"
    page = desk.get(address).content.decode()
    assert f'href="{address}/figures/spend_minor"' in page
    told = book.lineage(customer_id=card["customer_id"], figure="spend_90d_minor")
    said = text_of(desk.get(f"{address}/figures/spend_90d_minor"))
    assert f"Spend of the last 90 days: {told.value} as of 1 Mar 2026" in said
    assert f"Together {told.total}" in said
    assert all(row.text in said for row in told.rows)


@pytest.mark.parametrize("language", ["en", "bn"])
def test_every_figure_has_a_page_in_both_languages(
    desk: Client, asked: list[Card], language: str, text_of: Words
) -> None:
    from regulars.acts.columns import ESTIMATES

    desk.cookies["django_language"] = language
    for name in (*ESTIMATES, *(signal.name for signal in signals())):
        answer = desk.get(f"/customers/{asked[0]['customer_id']}/figures/{name}")
        assert answer.status_code == 200, name


def test_a_figure_that_is_not_there_is_not_found(desk: Client, asked: list[Card]) -> None:
    for address in (f"/customers/{asked[0]['customer_id']}/figures/x", "/customers/x/figures/kind"):
        assert desk.get(address).status_code == 404


def test_what_came_since_the_refresh_is_said_beside_the_figures_it_changes(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    who = customer_id(source="shop", key="C-0")
    desk = log_in()
    assert "changed since" not in text_of(desk.get(f"/customers/{who}"))
    _order(small_book, tmp_path, key="O-9", customer="C-0", on=small_book.as_of)
    said = text_of(desk.get(f"/customers/{who}"))
    assert said.count("changed since the refresh") > 3
    assert "changed since" not in text_of(
        desk.get(f"/customers/{customer_id(source='shop', key='C-1')}")
    )
    opened = text_of(desk.get(f"/customers/{who}/figures/orders"))
    assert "Orders: 1" in opened
    assert "they give 2 now" in opened


def test_a_plan_of_today_is_no_change(desk: Client, book: Book) -> None:
    plan = book.day_plan(staff="owner", language="en")
    assert plan is not None
    portraits = [book.customer(customer_id=item.customer_id) for item in plan.items]
    assert not any(portrait.changed for portrait in portraits)


def test_an_undone_import_changes_the_figures_of_those_it_brought(
    small_book: Book, tmp_path: Path
) -> None:
    batch = _order(small_book, tmp_path, key="O-9", customer="C-0", on=small_book.as_of)
    small_book.refresh(as_of=small_book.as_of)
    who = customer_id(source="shop", key="C-0")
    assert not small_book.customer(customer_id=who).changed
    _age_results(small_book)
    small_book.undo(batch)
    changed = small_book.customer(customer_id=who).changed
    assert {"orders", "spend_minor", "chance_active"} <= changed
    assert "last_nps" not in changed


def test_the_facts_of_a_warehouse_are_not_listed_and_that_is_said(
    empty_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    """A book without a name: keys and figures are shown, desk facts are written as elsewhere."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    orders = {"number": [1, 2], "who": ["B-77", "B-77"],
              "day": [date(2026, 1, 1), date(2026, 2, 1)], "minor": [500, 600]}  # fmt: skip
    pq.write_table(pa.table(orders), tmp_path / "orders.parquet")
    with (empty_book.folder / "book.toml").open("a") as file:
        file.write(
            f'\n[warehouse.order]\nparquet = ["{tmp_path}/orders.parquet"]\nsource = "shop"\n'
            '[warehouse.order.columns]\nsource_id = "number"\ncustomer_key = "who"\n'
            'happened_on = "day"\namount_minor = "minor"\n'
            'currency = { value = "BDT" }\nstate = { value = "placed" }\n'
        )
    book = regulars.open(empty_book.folder)
    book.refresh(as_of=date(2026, 3, 1))
    who = customer_id(source="shop", key="B-77")
    desk = log_in()
    said = text_of(desk.get(f"/customers/{who}"))
    assert "B-77" in said
    assert "Orders 2" in said
    opened = text_of(desk.get(f"/customers/{who}/figures/spend_minor"))
    assert "lie in the warehouse" in opened
    assert "B-77" in text_of(desk.get("/customers"))
    desk.post(f"/customers/{who}/likes", {"treatment": "distance"})
    assert "likes distance" in text_of(desk.get(f"/customers/{who}"))
    book.close()


def _order(book: Book, folder: Path, *, key: str, customer: str, on: date) -> int:
    path = folder / f"{key}.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(
            [("source_id", "source", "customer_key", "state", "happened_on", "amount_minor",
              "currency"), (key, "shop", customer, "placed", on, 700, "BDT")]
        )  # fmt: skip
    batch = book.import_files([path]).batch
    assert batch is not None
    return batch


def _age_results(book: Book) -> None:
    """Let the results be of a minute ago: instants are kept to the second."""
    import json

    path = book.made.folder / "run.json"
    run = json.loads(path.read_text())
    run["made_at"] = (book.made.made_at - timedelta(minutes=1)).isoformat()
    path.write_text(json.dumps(run))
    book._reader.close()
    book._reader = None
