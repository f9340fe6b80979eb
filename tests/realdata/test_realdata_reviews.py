"""Olist's reviews: how many each customer wrote, and the last rating, as of a day amid them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from regulars.contracts.identity import customer_id
from regulars.opening import init_book

AS_OF = date(2018, 1, 31)
FILES = ("orders", "customers", "order_items", "order_reviews")
Row = dict[str, Any]


@pytest.fixture(scope="module")
def card(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Row]]:
    folder = tmp_path_factory.mktemp("real") / "olist"
    book = init_book(folder, zone="America/Sao_Paulo", currency="BRL")
    book.import_files([path_of(real_data, name) for name in FILES])
    book.refresh(as_of=AS_OF)
    yield {row["customer_id"]: row for row in book.card().to_pylist()}
    book.close()


def path_of(real_data: Path, name: str) -> Path:
    return real_data / "olist" / f"olist_{name}_dataset.csv"


def rows_of(real_data: Path, name: str) -> list[dict[str, str]]:
    with path_of(real_data, name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_customer_has_the_reviews_and_the_rating_of_that_day(
    card: dict[str, Row], real_data: Path
) -> None:
    person = {r["customer_id"]: r["customer_unique_id"] for r in rows_of(real_data, "customers")}
    bought = {r["order_id"]: person[r["customer_id"]] for r in rows_of(real_data, "orders")}
    given: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for row in rows_of(real_data, "order_reviews"):
        answered = datetime.fromisoformat(row["review_answer_timestamp"])
        if row["order_id"] in bought and answered.date() <= AS_OF:
            given[bought[row["order_id"]]].append((answered, int(row["review_score"])))
    assert len(given) > 1000
    expected = {}
    for who, ratings in given.items():
        on, rating = max(ratings, key=lambda one: (one[0], -one[1]))
        expected[customer_id(source="olist", key=who)] = (len(ratings), rating * 1000, on.date())
    found = {
        who: (row["reviews"], row["last_rating_milli"], row["last_rating_on"])
        for who, row in card.items()
        if row["reviews"]
    }
    assert found == expected
