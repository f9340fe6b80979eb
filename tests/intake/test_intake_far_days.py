"""Recipes take no day before 1900 or more than ten years ahead, as own columns do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
GOOD = "1,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n"


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        ("1899-12-30 00:00:00", "date_too_early"),
        ("0001-01-01 00:00:00", "date_too_early"),
        ("2999-01-01 08:26:00", "date_too_late"),
        ("12/1/2999 8:26", "date_too_late"),
    ],
)
def test_a_far_day_is_a_reject_with_the_file_s_own_column_and_text(
    take: Callable[..., Imported],
    rejected: Callable[[Imported], list[tuple[Any, ...]]],
    moment: str,
    reason: str,
) -> None:
    row = f"2,2999,2999 CUPS,6,{moment},2.55,17850,United Kingdom"
    done = take(HEADER + GOOD + row + "\n")
    assert (done.recipe, done.read, done.rejected) == ("online_retail", 2, 1)
    assert rejected(done) == [(3, reason, "InvoiceDate", moment, row)]


def test_1970_is_taken(take: Callable[..., Imported]) -> None:
    assert take(HEADER + GOOD.replace("2010-12-01", "1970-01-01")).rejected == 0
