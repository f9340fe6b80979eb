"""Money adds up: lines make orders, returns undo what was sold."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from regulars.world import World
from regulars.world.goods.products import PRODUCTS

Key = tuple[str, str]


@pytest.fixture(scope="module")
def orders(world: World) -> dict[Key, dict[str, Any]]:
    return {(row["source"], row["source_id"]): row for row in world.facts["order"].to_pylist()}


@pytest.fixture(scope="module")
def lines(world: World) -> dict[Key, list[dict[str, Any]]]:
    found: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    for row in world.facts["order_line"].to_pylist():
        found[row["source"], row["order_key"]].append(row)
    return found


def test_an_order_is_the_sum_of_its_lines_without_postage_and_fees(
    orders: dict[Key, dict[str, Any]], lines: dict[Key, list[dict[str, Any]]]
) -> None:
    assert set(orders) == set(lines)
    for key, order in orders.items():
        counted = [
            line["amount_minor"]
            for line in lines[key]
            if line["kind"] in ("product", "discount", "adjustment", "voucher")
        ]
        assert order["amount_minor"] == sum(counted), key


def test_every_kind_of_line_occurs(lines: dict[Key, list[dict[str, Any]]]) -> None:
    kinds = {line["kind"] for of_order in lines.values() for line in of_order}
    assert kinds == {"product", "shipping", "discount", "fee", "adjustment", "voucher"}


def test_a_product_costs_its_price_by_the_quantity(
    lines: dict[Key, list[dict[str, Any]]],
) -> None:
    taka = {(product.source, product.key): product.taka for product in PRODUCTS}
    for of_order in lines.values():
        for line in of_order:
            if line["kind"] == "product":
                price = taka[line["source"], line["product_key"]]
                # A taka has a hundred poisha; abroad a taka's worth costs a cent.
                share = 10 if line["currency"] == "BDT" else 1000
                assert share * line["amount_minor"] == line["quantity_milli"] * price
            else:
                assert line["product_key"] is None


def test_a_return_is_negative_and_undoes_lines_of_an_earlier_order(
    orders: dict[Key, dict[str, Any]], lines: dict[Key, list[dict[str, Any]]]
) -> None:
    returns = [order for order in orders.values() if order["state"] == "returned"]
    assert len(returns) > 100
    for back in returns:
        sold = orders[back["source"], back["returns_order_key"]]
        assert sold["state"] == "placed"
        assert sold["customer_key"] == back["customer_key"]
        assert sold["happened_on"] < back["happened_on"]
        assert -sold["amount_minor"] <= back["amount_minor"] < 0
        bought = {
            line["product_key"]: line["quantity_milli"]
            for line in lines[sold["source"], sold["source_id"]]
        }
        for line in lines[back["source"], back["source_id"]]:
            assert line["quantity_milli"] == -bought[line["product_key"]]


def test_only_returns_are_negative_or_point_to_an_order(
    orders: dict[Key, dict[str, Any]],
) -> None:
    for order in orders.values():
        returned = order["state"] == "returned"
        assert (order["amount_minor"] < 0) == returned
        assert (order["returns_order_key"] is not None) == returned
