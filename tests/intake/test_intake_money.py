"""Amounts become whole minor units of their own currency."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
HEADER = "order_id,customer_id,order_date,amount,currency\n"


AMOUNTS = [
    ("1250.50", "BDT", 125_050),
    ("1250", "JPY", 1_250),
    ("1250.0", "JPY", 1_250),
    ("1.234", "KWD", 1_234),
    ("0.1", "KWD", 100),
    ("-3.99", "EUR", -399),
    ("+3.99", "EUR", 399),
    (".5", "EUR", 50),
    ("5.", "EUR", 500),
    ("1.5e3", "EUR", 150_000),
    ("0", "EUR", 0),
    ("12.340000000000002", "EUR", 1_234),
    ("0.005", "EUR", 1),
    ("-0.005", "EUR", -1),
    ("10000000000000", "EUR", 10**15),
    ("5", "eur", 500),
]


def test_the_currency_says_how_many_decimals_there_are(take: Take, current: Current) -> None:
    rows = [
        f"{number:02d},a,2026-01-02,{amount},{currency}"
        for number, (amount, currency, _) in enumerate(AMOUNTS)
    ]
    take(HEADER + "\n".join(rows))
    found = [(row["amount_minor"], row["currency"]) for row in current("order")]
    assert found == [(minor, currency.upper()) for _, currency, minor in AMOUNTS]


def test_currencies_of_one_file_are_kept_apart(take: Take, current: Current) -> None:
    take(f"{HEADER}1,a,2026-01-02,5.5,EUR\n2,a,2026-01-02,55,JPY\n3,a,2026-01-02,5.5,KWD\n")
    found = [(row["amount_minor"], row["currency"]) for row in current("order")]
    assert found == [(550, "EUR"), (55, "JPY"), (5_500, "KWD")]


def test_a_row_without_a_currency_has_the_book_s(take: Take, current: Current) -> None:
    take(f"{HEADER}1,a,2026-01-02,5.5,\n")
    assert [row["currency"] for row in current("order")] == ["EUR"]


def test_amounts_in_minor_units_are_taken_as_they_are(take: Take, current: Current) -> None:
    take("order_id,customer_id,order_date,amount_minor,currency\n1,a,2026-01-02,550,KWD\n")
    assert [row["amount_minor"] for row in current("order")] == [550]


def test_an_order_without_an_amount_is_taken_and_its_amount_is_not_known(
    take: Take, current: Current
) -> None:
    take(f"{HEADER}1,a,2026-01-02,,EUR\n")
    assert [row["amount_minor"] for row in current("order")] == [None]


def test_a_negative_amount_is_a_return_where_the_file_says_no_state(
    take: Take, current: Current
) -> None:
    take(f"{HEADER}1,a,2026-01-02,5,EUR\n2,a,2026-01-03,-5,EUR\n")
    assert [row["state"] for row in current("order")] == ["placed", "returned"]


def test_quantities_become_thousandths(take: Take, current: Current) -> None:
    take("order_line_id,order_id,quantity,amount\n1,o,1.5,3\n2,o,-2,-3\n")
    assert [row["quantity_milli"] for row in current("order_line")] == [1_500, -2_000]


def test_amounts_without_any_currency_are_asked_about(make_book: Any, tmp_path: Any) -> None:
    from regulars.intake.rows import CurrencyUnknown

    book = make_book("no-currency")
    path = tmp_path / "orders.csv"
    path.write_text("order_id,customer_id,order_date,amount\n1,a,2026-01-02,5\n")
    with pytest.raises(CurrencyUnknown, match=r"no column currency.*`--currency BDT`") as error:
        book.import_files([path])
    assert error.value.exit_code == 3
    assert book.imports() == []
    assert book.import_files([path], currency="jpy").currency == "JPY"


def test_a_currency_that_there_is_not_is_refused_before_any_row_is(take: Take, book: Any) -> None:
    from regulars.intake.rows import CurrencyUnknown

    with pytest.raises(CurrencyUnknown, match="“TAKA” is no ISO 4217 code"):
        take("order_id,customer_id,order_date,amount\n1,a,2026-01-02,5\n", currency="taka")
    assert book.imports() == []


def test_the_first_currency_that_comes_becomes_the_book_s_and_stays(
    make_book: Any, tmp_path: Any
) -> None:
    import regulars

    book = make_book("first")
    path = tmp_path / "orders.csv"
    path.write_text(HEADER + "1,a,2026-01-02,5,JPY\n2,a,2026-01-02,5,JPY\n3,a,2026-01-02,5,EUR\n")
    before = (book.folder / "book.toml").read_text()
    book.import_files([path], dry_run=True)
    assert (book.folder / "book.toml").read_text() == before
    book.import_files([path])
    assert (book.currency, regulars.open(book.folder).currency) == ("JPY", "JPY")
    path.write_text(HEADER + "9,a,2026-01-02,5,EUR\n")
    regulars.open(book.folder).import_files([path])
    assert regulars.open(book.folder).currency == "JPY"
    assert (book.folder / "book.toml").read_text().startswith(before.rstrip())
