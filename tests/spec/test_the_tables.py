"""How a spec's tables are read."""

from datetime import date

import pytest

from spec.ascii_table import read_table
from spec.cells import day_of
from spec.facts import read_facts

TODAY = date(2026, 3, 1)


def test_a_table_is_rows_by_the_names_of_its_columns_and_null_is_none():
    assert read_table(
        """
        customer  | amount
        ----------+-------
        ann       | -5
        two words | null
        """
    ) == [{"customer": "ann", "amount": "-5"}, {"customer": "two words", "amount": None}]


@pytest.mark.parametrize("row", ["ann |", "ann", "ann | 1 | 2"])
def test_a_row_that_does_not_fit_is_refused(row):
    with pytest.raises(ValueError, match="write null for none"):
        read_table(f"customer | amount\n{row}")


def test_a_column_that_the_contract_has_not_is_refused():
    with pytest.raises(ValueError, match=r"order has no column \['amount'\]"):
        read_facts({"order": "customer | amount\nann | 5"}, today=TODAY)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("today", TODAY),
        ("tomorrow", date(2026, 3, 2)),
        ("in 2 days", date(2026, 3, 3)),
        ("1 day ago", date(2026, 2, 28)),
        ("366 days ago", date(2025, 2, 28)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_a_day_is_a_date_or_counted_from_the_day_looked_at(cell, day):
    assert day_of(cell, today=TODAY) == day
