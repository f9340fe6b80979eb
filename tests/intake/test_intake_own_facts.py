"""Every fact that the desk does not make can come from a user's own file, checked and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from regulars.contracts import BY_FACT, Contract, Type
from regulars.intake.own_columns import IMPORTABLE, needed_names
from regulars.intake.own_limits import LIMITS
from regulars.intake.own_names import IN_WHOLE_UNITS, whole_name
from regulars.intake.reasons import REASONS
from regulars.intake.who_sent import in_a_file

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
Rejected = Callable[["Imported"], list[tuple[Any, ...]]]

ONE_ROW: dict[str, str] = {
    "kind": "person", "state": "", "currency": "EUR", "to_currency": "USD", "channel": "email",
    "customer_key": "a", "other_key": "b", "score": "5", "rating_milli": "4500",
    "confidence_permille": "800", "best_rating": "5", "party": "2", "site": "google",
}  # fmt: skip
"""Values of columns that cannot be just any text, number or day."""


def value_of(contract: Contract, name: str) -> str:
    column = contract.column(name)
    if column.choices:
        return column.choices[-1]
    if name in {"customer_source", "other_source"}:
        return "own"
    if ONE_ROW.get(name):
        return ONE_ROW[name]
    kinds = {Type.INTEGER: "7", Type.DATE: "2026-03-01", Type.INSTANT: "2026-03-01T10:00:00Z"}
    return kinds.get(column.type, f"some {name}")


def whole_file(contract: Contract) -> str:
    """A file with all of the contract's columns and one row."""
    values = [value_of(contract, name) for name in contract.names]
    if contract.fact == "answer":
        values[contract.names.index("kind")] = "ces"
    return f"{contract.file_key},{','.join(contract.names)}\nk1,{','.join(values)}\n"


@pytest.mark.parametrize("contract", IMPORTABLE, ids=lambda contract: contract.fact)
def test_a_file_with_all_columns_of_a_contract_is_taken_whole_and_undone(
    contract: Contract, take: Take, current: Current, book: Any
) -> None:
    text = whole_file(contract)
    done = take(text)
    assert (done.read, done.rejected, done.rejects) == (1, 0, [])
    assert done.facts[contract.fact] == 1
    [row] = current(contract.fact)
    assert row["source_id"] == "k1"
    empty = {name for name in contract.names if row[name] is None}
    assert empty <= {"email_key", "phone_key"}
    again = take(text)
    assert (again.new, again.changed, again.rejected) == (0, 0, 0)
    book.undo(again.batch)
    book.undo(done.batch)
    assert current(contract.fact) == current("identity") == []


@pytest.mark.parametrize("contract", IMPORTABLE, ids=lambda contract: contract.fact)
def test_a_file_with_only_what_is_needed_is_taken(
    contract: Contract, take: Take, current: Current
) -> None:
    keys = {contract.file_key: "k1", "date": "2026-03-01", "rate": "1.1"}
    names = needed_names(contract)
    values = [keys.get(n) or value_of(contract, n.replace("_id", "_key")) for n in names]
    done = take(f"{','.join(names)}\n{','.join(values)}\n")
    assert (done.rejected, done.rejects) == (0, [])
    assert len(current(contract.fact)) == 1


WHOLE = [
    (contract, name)
    for contract in IMPORTABLE
    for name in contract.names
    if whole_name(name) is not None
]


@pytest.mark.parametrize(("contract", "name"), WHOLE, ids=lambda v: getattr(v, "fact", v))
def test_a_number_may_be_written_in_whole_units(
    contract: Contract, name: str, take: Take, current: Current
) -> None:
    names, values = whole_file(contract).splitlines()
    columns = names.split(",")
    cells = values.split(",")
    whole = "0.85" if name == "confidence_permille" else "3.25"
    cells[columns.index(name)] = whole
    columns[columns.index(name)] = str(whole_name(name))
    done = take(f"{','.join(columns)}\n{','.join(cells)}\n")
    assert (done.rejected, done.rejects) == (0, [])
    [ending] = [one for one in IN_WHOLE_UNITS if name.endswith(one)]
    scale = IN_WHOLE_UNITS[ending] or 100
    assert current(contract.fact)[0][name] == round(float(whole) * scale)


def test_a_rate_is_exact_to_its_last_digit(take: Take, current: Current) -> None:
    take("date,currency,to_currency,rate\n2026-03-01,usd,bdt,122.12345678\n")
    [row] = current("rate")
    assert (row["currency"], row["to_currency"], row["rate_e8"]) == ("USD", "BDT", 12_212_345_678)
    assert row["source_id"] == "USD BDT 2026-03-01"


def test_two_rates_of_one_day_are_told(take: Take, current: Current, rejected: Rejected) -> None:
    done = take("date,currency,to_currency,rate\n2026-03-01,USD,BDT,122\n2026-03-01,USD,BDT,123\n")
    assert [row["rate_e8"] for row in current("rate")] == [12_300_000_000]
    assert [reason for _, reason, *_ in rejected(done)] == ["repeated_key"]


BAD = [
    ("date,currency,to_currency,rate\n2026-03-01,USD,BDT,0", "out_of_range", "rate"),
    ("date,currency,to_currency,rate\n2026-03-01,USD,TAKA,1", "not_a_currency", "to_currency"),
    ("date,currency,to_currency,rate\n2026-03-01,,BDT,1", "missing", "currency"),
    ("date,question,kind,score\n2026-03-01,q,nps,11", "out_of_range", "score"),
    ("date,question,kind,score\n2026-03-01,q,ces,0", "out_of_range", "score"),
    ("date,question,kind,score\n2026-03-01,q,stars,3", "not_a_choice", "kind"),
    ("site,date,rating\ng,2026-03-01,6", "out_of_range", "rating"),
    ("site,date,rating,out_of\ng,2026-03-01,11,10", "out_of_range", "rating"),
    ("customer_id,other_id,date\na,a,2026-03-01", "same_customer", "other_id"),
    ("customer_id,other_id,date\na,,2026-03-01", "missing", "other_id"),
    ("referrer,referred,date,confidence\na,b,2026-03-01,80", "out_of_range", "confidence"),
    ("customer_id,check_in,check_out,date\na,2026-03-05,2026-03-01,2026-02-01",
     "before_it_begins", "check_out"),
    ("customer_id,check_in,guests,date\na,2026-03-05,0,2026-02-01", "out_of_range", "guests"),
    ("problem_id,opened_on,solved_on\n1,2026-03-05,2026-03-01", "before_it_begins", "solved_on"),
    ("problem_id,date,state\n1,2026-03-05,gone", "not_a_choice", "state"),
    ("customer_id,purpose,state,date\na,marketing,perhaps,2026-03-01", "not_a_choice", "state"),
    ("customer_id,perk,date,cost\na,flowers,2026-03-01,1e15", "amount_too_large", "cost"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason", "column"), BAD, ids=lambda value: value[:24])
def test_what_cannot_be_is_not_taken_and_said_why(
    text: str, reason: str, column: str, take: Take, rejected: Rejected
) -> None:
    done = take(text + "\n")
    [(line, why, where, *_)] = rejected(done)
    assert (line, why, where) == (2, reason, column)
    assert why in REASONS


def test_every_limit_is_of_a_column_that_there_is_and_has_its_words() -> None:
    for (fact, column), (_, reason) in LIMITS.items():
        assert column in in_a_file(BY_FACT[fact]).names
        assert reason in REASONS


def test_what_is_left_out_is_told_from_the_rest(take: Take, current: Current) -> None:
    take("problem_id,opened_on,solved_on\n1,2026-03-01,2026-03-05\n2,2026-03-01,\n")
    assert [row["state"] for row in current("problem")] == ["solved", "open"]
    take("customer_id,planned_on,held_on\na,2026-03-01,2026-03-02\nb,2026-03-01,\n")
    assert [row["state"] for row in current("account_review")] == ["held", "planned"]
    take("site,date,rating\ngoogle,2026-03-01,4.5\n")
    [review] = current("review")
    assert (review["rating_milli"], review["best_rating"]) == (4_500, 5)
    assert (review["customer_key"], review["customer_source"]) == (None, None)


def test_choices_may_be_written_as_words(take: Take, current: Current) -> None:
    take("customer_id,check_in,date,state\na,2026-03-05,2026-02-01,No-show\n"
         "b,2026-03-05,2026-02-01,Canceled\n")  # fmt: skip
    assert [row["state"] for row in current("reservation")] == ["no_show", "cancelled"]


def test_a_currency_is_only_where_an_amount_is(take: Take, current: Current, book: Any) -> None:
    take("customer_id,check_in,date,price\na,2026-03-05,2026-02-01,80\nb,2026-03-05,2026-02-01,\n")
    found = [(row["amount_minor"], row["currency"]) for row in current("reservation")]
    assert found == [(8_000, "EUR"), (None, None)]


def test_facts_without_amounts_ask_for_no_currency(make_book: Any, tmp_path: Any) -> None:
    book = make_book("no-currency")
    path = tmp_path / "perks.csv"
    path.write_text("customer_id,perk,date\na,flowers,2026-03-01\n")
    assert book.import_files([path]).rejected == 0


def test_both_customers_of_a_referral_become_customers(take: Take, current: Current) -> None:
    done = take("referrer,referred,date\na,b,2026-03-01\n")
    assert done.facts == {"identity": 2, "referral": 1}
    [row] = current("referral")
    assert (row["customer_source"], row["other_source"], row["source_id"]) == ("own", "own", "a b")
    assert date(2026, 3, 1) == row["happened_on"]
