"""BPRD on made-up rows: reviews that tell neither who nor when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
HEADER = "Reviews,category,Label,Length,Word Count"


def test_a_row_is_a_review_of_a_kind_of_product(take_export: Take, current: Current) -> None:
    done = take_export(
        HEADER,
        {"Reviews": "খুব ভালো", "category": "soap", "Label": "5", "Length": "9"},
        {"Reviews": "ভালো না", "category": "soap", "Label": "1", "Length": "7"},
        {"Reviews": "মোটামুটি", "category": "", "Label": "3", "Length": "8"},
    )
    assert (done.recipe, done.read, done.rejected, done.anonymous) == ("bprd", 3, 0, 3)
    assert done.facts == {"identity": 0, "product": 1, "review": 3}
    found = {row["text"]: row for row in current("review")}
    good = found["খুব ভালো"]
    assert (good["rating_milli"], good["best_rating"], good["language"]) == (5_000, 5, "bn")
    assert (good["customer_key"], good["product_key"], good["site"]) == (None, "soap", "bprd")
    assert good["happened_on"] == date(2025, 1, 1)
    assert found["মোটামুটি"]["product_key"] is None


def test_the_same_reviews_again_change_nothing(take_export: Take) -> None:
    row = {"Reviews": "খুব ভালো", "category": "soap", "Label": "5"}
    take_export(HEADER, row)
    again = take_export(HEADER, {"Reviews": "নতুন", "category": "soap", "Label": "4"}, row)
    assert (again.new, again.changed, again.unchanged) == (1, 0, 2)


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        ({"category": "soap", "Label": "5"}, "missing", "Reviews", None),
        ({"Reviews": "ক", "Label": "five"}, "not_a_number", "Label", "five"),
        ({"Reviews": "ক", "Label": "6"}, "out_of_range", "Label", "6"),
    ],
)
def test_a_bad_row_is_kept_apart_with_its_reason(
    take_export: Take, rejected: Any,
    row: dict[str, str], reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    [(line, *told, _)] = rejected(take_export(HEADER, row))
    assert (line, told) == (2, [reason, column, value])
