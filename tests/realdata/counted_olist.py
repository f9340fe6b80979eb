"""The nine Olist files counted again in plain Python: no engine, nothing of Regulars."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from counted_by_hand import Bought, minor

SAO_PAULO = ZoneInfo("America/Sao_Paulo")


@dataclass
class Olist:
    """`orders`: customer, state, cents, day in UTC. `reviews`: customer, order, stars, day."""

    lines: int = 0
    orders: dict[str, list[object]] = field(default_factory=dict)
    reviews: dict[str, list[object]] = field(default_factory=dict)
    late: dict[str, list[object]] = field(default_factory=dict)
    stars: Counter[int] = field(default_factory=Counter)
    products: dict[str, str | None] = field(default_factory=dict)
    pieces: int = 0
    pieces_minor: int = 0
    freight_minor: int = 0
    customers: dict[str, Bought] = field(default_factory=lambda: defaultdict(Bought))


def day_in_utc(text: str) -> str:
    local = datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=SAO_PAULO)
    return local.astimezone(UTC).date().isoformat()


def count_olist(folder: Path) -> Olist:
    found = Olist()

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8", newline="") as text:
            read = list(csv.DictReader(text))
        found.lines += len(read)
        return read

    for unused in ("order_payments", "sellers", "geolocation"):
        rows(f"olist_{unused}_dataset.csv")
    person = {
        row["customer_id"]: row["customer_unique_id"] for row in rows("olist_customers_dataset.csv")
    }
    english = {
        row["product_category_name"]: row["product_category_name_english"]
        for row in rows("product_category_name_translation.csv")
    }
    for row in rows("olist_products_dataset.csv"):
        category = row["product_category_name"]
        found.products[row["product_id"]] = english.get(category, category or None)
    cents: dict[str, int] = {}
    for row in rows("olist_order_items_dataset.csv"):
        price = minor(Decimal(row["price"]))
        cents[row["order_id"]] = cents.get(row["order_id"], 0) + price
        found.pieces += 1
        found.pieces_minor += price
        found.freight_minor += minor(Decimal(row["freight_value"]))
    for key in person.values():
        found.customers[key] = found.customers[key]
    for row in rows("olist_orders_dataset.csv"):
        order, customer = row["order_id"], person[row["customer_id"]]
        never = row["order_status"] in ("canceled", "unavailable")
        on = day_in_utc(row["order_purchase_timestamp"])
        amount = cents.get(order)
        found.orders[order] = [customer, "cancelled" if never else "placed", amount, on]
        if not never:
            count_purchase(found.customers[customer], amount, on)
        delivered = row["order_delivered_customer_date"]
        promised = row["order_estimated_delivery_date"][:10]
        if delivered[:10] > promised:
            found.late[order] = [customer, promised, day_in_utc(delivered)]
    for row in rows("olist_order_reviews_dataset.csv"):
        stars = int(row["review_score"])
        found.stars[stars] += 1
        order = row["order_id"]
        found.reviews[f"{row['review_id']}-{order}"] = [
            found.orders[order][0], order, stars * 1000, day_in_utc(row["review_answer_timestamp"]),
        ]  # fmt: skip
    return found


def count_purchase(bought: Bought, amount: int | None, on: str) -> None:
    """Eight orders stand and have no piece: what they cost is not known, that they were is."""
    if amount is not None:
        bought.add(amount_minor=amount, on=on)
    else:
        bought.orders += 1
        bought.last_on = max(bought.last_on or on, on)
