"""Olist on made-up rows: nine files are one set, and a part of them is enough."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Current = Callable[[str], list[dict[str, Any]]]

HEADERS = {
    "customers": "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,"
    "customer_state",
    "geolocation": "geolocation_zip_code_prefix,geolocation_lat,geolocation_lng,geolocation_city,"
    "geolocation_state",
    "items": "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value",
    "payments": "order_id,payment_sequential,payment_type,payment_installments,payment_value",
    "reviews": "review_id,order_id,review_score,review_comment_title,review_comment_message,"
    "review_creation_date,review_answer_timestamp",
    "orders": "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,"
    "order_delivered_carrier_date,order_delivered_customer_date,order_estimated_delivery_date",
    "products": "product_id,product_category_name,product_name_lenght,product_description_lenght,"
    "product_photos_qty,product_weight_g,product_length_cm,product_height_cm,product_width_cm",
    "sellers": "seller_id,seller_zip_code_prefix,seller_city,seller_state",
    "categories": "product_category_name,product_category_name_english",
}

ROWS: dict[str, list[str]] = {
    "orders": [
        "o1,c1,delivered,2018-01-01 23:30:00,,,2018-01-20 10:00:00,2018-01-15 00:00:00",
        "o2,c2,delivered,2018-02-01 10:00:00,,,2018-02-15 23:59:00,2018-02-15 00:00:00",
        "o3,c3,canceled,2018-03-01 10:00:00,,,,2018-03-15 00:00:00",
        "o4,c4,unavailable,2018-03-02 10:00:00,,,,2018-03-15 00:00:00",
    ],
    "customers": ["c1,p1,01000,sao paulo,SP", "c2,p1,01000,sao paulo,SP", "c3,p2,1,x,RJ",
                  "c4,p3,1,x,RJ"],
    "items": ["o1,1,t1,s1,2018-01-05 10:00:00,99.9,10.1", "o1,2,t1,s1,2018-01-05 10:00:00,99.9,5",
              "o2,1,t2,s1,2018-01-05 10:00:00,20.00,0.0"],
    "payments": ["o1,1,credit_card,2,214.90", "o2,1,boleto,1,15.00", "o2,2,voucher,1,5.00"],
    "reviews": [
        "r1,o1,1,,chegou tarde,2018-01-16 00:00:00,2018-01-17 01:00:00",
        "r2,o2,5,,,2018-02-16 00:00:00,2018-02-17 12:00:00",
        "r2,o3,5,,,2018-02-16 00:00:00,2018-02-17 12:00:00",
        "r3,o2,4,ok,,2018-02-18 00:00:00,2018-02-19 12:00:00",
    ],
    "products": ["t1,brinquedos,1,1,1,1,1,1,1", "t2,nova,1,1,1,1,1,1,1"],
    "sellers": ["s1,01000,sao paulo,SP"],
    "geolocation": ["01000,-23.5,-46.6,sao paulo,SP", "01000,-23.5,-46.6,sao paulo,SP"],
    "categories": ["brinquedos,toys"],
}  # fmt: skip


@pytest.fixture
def take_set(book: Any, tmp_path: Path) -> Callable[..., Imported]:
    def run(*kinds: str, **changed: list[str]) -> Imported:
        paths = []
        for kind in kinds or tuple(ROWS):
            path = tmp_path / f"olist_{kind}.csv"
            path.write_text("\n".join([HEADERS[kind], *changed.get(kind, ROWS[kind])]) + "\n")
            paths.append(path)
        return book.import_files(paths)

    return run


def test_nine_files_are_one_set(take_set: Callable[..., Imported], book: Any) -> None:
    done = take_set()
    assert (done.recipe, done.currency, done.rejected) == ("olist", "BRL", 0)
    assert done.read == sum(len(rows) for rows in ROWS.values())
    assert done.facts == {
        "identity": 3, "customer": 3, "product": 2, "order": 4, "order_line": 6, "problem": 1,
        "review": 4,
    }  # fmt: skip
    again = take_set()
    assert (again.new, again.changed) == (0, 0)


def test_the_person_is_the_unique_one_and_the_amount_is_without_freight(
    take_set: Callable[..., Imported], current: Current
) -> None:
    take_set()
    found = [
        (row["source_id"], row["customer_key"], row["state"], row["amount_minor"])
        for row in current("order")
    ]
    assert found == [
        ("o1", "p1", "placed", 19_980), ("o2", "p1", "placed", 2_000),
        ("o3", "p2", "cancelled", None), ("o4", "p3", "cancelled", None),
    ]  # fmt: skip
    first = current("order")[0]
    # São Paulo was two hours behind UTC in that summer; the book's zone is UTC.
    assert first["happened_at"] == datetime(2018, 1, 2, 1, 30, tzinfo=UTC)
    assert first["happened_on"] == date(2018, 1, 2)


def test_freight_is_a_line_of_its_own(take_set: Callable[..., Imported], current: Current) -> None:
    take_set()
    lines = {row["source_id"]: (row["kind"], row["amount_minor"]) for row in current("order_line")}
    assert lines["o1-1"] == ("product", 9_990)
    assert lines["o1-1-freight"] == ("shipping", 1_010)
    assert [(row["source_id"], row["category"]) for row in current("product")] == [
        ("t1", "toys"), ("t2", "nova"),
    ]  # fmt: skip


def test_a_review_is_tied_to_its_order_and_its_person(
    take_set: Callable[..., Imported], current: Current
) -> None:
    take_set()
    found = [
        (row["source_id"], row["customer_key"], row["order_key"], row["rating_milli"],
         row["language"], row["text"])
        for row in current("review")
    ]  # fmt: skip
    assert found == [
        ("r1-o1", "p1", "o1", 1_000, "pt-BR", "chegou tarde"),
        ("r2-o2", "p1", "o2", 5_000, None, None),
        ("r2-o3", "p2", "o3", 5_000, None, None),
        ("r3-o2", "p1", "o2", 4_000, "pt-BR", None),
    ]


def test_a_delivery_after_the_promised_day_is_a_problem_of_that_order(
    take_set: Callable[..., Imported], current: Current
) -> None:
    take_set()
    [late] = current("problem")
    assert (late["order_key"], late["customer_key"], late["topic"]) == ("o1", "p1", "late delivery")
    assert (late["happened_on"], late["ended_on"]) == (date(2018, 1, 15), date(2018, 1, 20))
    assert late["state"] == "solved"


def test_a_part_of_the_set_is_enough(take_set: Callable[..., Imported], current: Current) -> None:
    done = take_set("orders", "customers")
    assert (done.facts["order"], done.facts["order_line"], done.facts["review"]) == (4, 0, 0)
    assert {row["amount_minor"] for row in current("order")} == {None}
    whole = take_set()
    assert whole.changed == 2
    assert [row["amount_minor"] for row in current("order")][:2] == [19_980, 2_000]


@pytest.mark.parametrize(
    ("kinds", "missing"),
    [(("items", "orders"), "customers"), (("reviews", "customers"), "orders")],
)
def test_without_the_necessary_files_it_says_which(
    take_set: Callable[..., Imported], book: Any, kinds: tuple[str, ...], missing: str
) -> None:
    from regulars.intake.recipe_files import FilesMissing

    with pytest.raises(FilesMissing, match=rf"no file of {missing} .*Nothing was imported"):
        take_set(*kinds)
    assert book.imports() == []


BAD = [
    ("orders", ",c1,delivered,2018-01-01 23:30:00,,,,", "missing", "order_id", None),
    ("orders", "o9,c1,delivered,01/01/2018,,,,", "not_a_date", "order_purchase_timestamp",
     "01/01/2018"),
    ("orders", "o9,c1,delivered,2018-01-01 23:30:00,,,soon,", "not_a_date",
     "order_delivered_customer_date", "soon"),
    ("customers", "c9,,1,x,RJ", "missing", "customer_unique_id", None),
    ("items", "o1,1,t1,s1,,free,0", "not_a_number", "price", "free"),
    ("items", "o1,1,t1,s1,,1.00,?", "not_a_number", "freight_value", "?"),
    ("reviews", "r9,o1,9,,,,2018-01-17 01:00:00", "out_of_range", "review_score", "9"),
    ("reviews", "r9,o1,5,,,,", "not_a_date", "review_answer_timestamp", None),
    ("payments", "o1,1,boleto,1,?", "not_a_number", "payment_value", "?"),
    ("products", ",toys,1,1,1,1,1,1,1", "missing", "product_id", None),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "row", "reason", "column", "value"), BAD)
def test_a_bad_row_is_kept_apart_with_its_reason(
    take_set: Callable[..., Imported], rejected: Any,
    kind: str, row: str, reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    done = take_set(**{kind: [*ROWS[kind], row]})
    found = rejected(done)
    assert found == [(len(ROWS[kind]) + 2, reason, column, value, row)]
