"""Which fact or recipe a file is, told from its first line; and what to do where none is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from regulars.contracts import BY_FACT
from regulars.intake.own_columns import DISTINCTIVE, IMPORTABLE, fact_of, needed_names
from regulars.intake.own_names import KNOWN_NAMES, OF_ONE

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported


@pytest.mark.parametrize("contract", IMPORTABLE, ids=lambda contract: contract.fact)
def test_a_contract_s_own_columns_are_that_fact(contract: Any) -> None:
    for key in (contract.file_key, "source_id"):
        header = (key, "source", *contract.names)
        assert fact_of(header) == (contract, ("source_id", "source", *contract.names))


@pytest.mark.parametrize(
    ("header", "fact"),
    [
        ("customer_id,order_date", "order"),
        ("customer_id,order_date,channel", "order"),
        ("customer_id,date,amount", "order"),
        ("customer_id,date,channel", "contact"),
        ("customer_id,date,channel,amount", "order"),
        ("order_id,customer_id,time,total", "order"),
        ("order_line_id,order_id,product_id,quantity,amount", "order_line"),
        ("contact_id,customer_id,channel,date,note", "contact"),
        ("customer_id,name", "customer"),
        ("product_id,name", "product"),
        ("order_id,product_id,quantity,amount", "order_line"),
        ("date,from_currency,to_currency,rate", "rate"),
        (
            "reservation_id,customer_id,check_in,check_out,booked_on,guests,room,price",
            "reservation",
        ),
        ("problem_id,customer_id,opened_on,topic,assigned_to,solved_on", "problem"),
        ("problem_id,customer_id,date", "problem"),
        ("problem_id,date,kind,staff", "problem_event"),
        ("known_issue_id,title,since_on", "known_issue"),
        ("customer_id,date,question,kind,score", "answer"),
        ("site,date,rating,text,author", "review"),
        ("review_id,site,reviewed_on,stars,out_of", "review"),
        ("referrer,referred,date,confidence", "referral"),
        ("claim_id,claim,place", "claim"),
        ("customer_id,date,aspect,outcome", "expectation"),
        ("customer_id,staff,planned_on,held_on", "account_review"),
        ("customer_id,other_id,need,state,introduced_on", "introduction"),
        ("customer_id,perk,given_on,cost", "perk"),
        ("customer_id,purpose,state,date", "consent"),
        ("customer_id,owner,since", "account_owner"),
        ("customer_id,other_id,decision,decided_on", "match"),
    ],
)
def test_common_names_of_columns_are_known(header: str, fact: str) -> None:
    found = fact_of(tuple(header.split(",")))
    assert found is not None
    assert found[0] == BY_FACT[fact]


@pytest.mark.parametrize(
    "header",
    ["order_id,customer_id,date,amount,amount_minor",
     "foo,bar", "order_id", "name", "source_id,name", "order_id,order_id,customer_id,date",
     "order_id,customer_id,order_date,amount,colour", "care_id,customer_id,play", ""],
)  # fmt: skip
def test_a_header_that_is_not_sure_is_no_fact(header: str) -> None:
    assert fact_of(tuple(header.split(","))) is None


@pytest.mark.parametrize("contract", IMPORTABLE, ids=lambda contract: contract.fact)
def test_the_columns_that_are_needed_are_enough(contract: Any) -> None:
    found = fact_of(needed_names(contract))
    assert found is not None
    assert found[0] == contract


def test_every_fact_but_those_of_the_desk_can_be_imported() -> None:
    assert {one.fact for one in IMPORTABLE} == set(BY_FACT) - {
        "identity",
        "care",
        "treatment",
        "follow_up",
    }
    assert {*DISTINCTIVE} == {one.fact for one in IMPORTABLE}


@pytest.mark.parametrize("fact", OF_ONE)
def test_every_common_name_is_one_of_a_column_that_there_is(fact: str) -> None:
    for name, column in OF_ONE[fact].items():
        assert KNOWN_NAMES[fact].get(name) == column, name


def test_an_unknown_header_is_told_with_what_would_fit(
    take: Callable[..., Imported], book: Any
) -> None:
    from regulars.intake.recognise import UnknownLayout

    with pytest.raises(UnknownLayout) as error:
        take("Kunde;Betrag\n1;2\n")
    message = str(error.value)
    assert error.value.exit_code == 3
    assert message.startswith("The columns of orders.csv are not known: “Kunde, Betrag”.")
    assert "Nothing was imported" in message
    for contract in IMPORTABLE:
        assert f"{contract.fact}: {', '.join(needed_names(contract))}" in message
    assert "docs/data-dictionary.md" in message
    assert message.endswith("or say which recipe reads it: --recipe cdnow.")
    assert book.imports() == []


def test_a_recipe_that_does_not_fit_is_told_with_the_first_line(
    take: Callable[..., Imported],
) -> None:
    from regulars.intake.recognise import UnknownLayout

    with pytest.raises(UnknownLayout, match=r"does not fit the recipe online_retail: .*Leave out"):
        take("order_id,customer_id,order_date,amount\n", recipe="online_retail")


def test_a_recipe_that_there_is_not_is_told_with_those_there_are(
    take: Callable[..., Imported],
) -> None:
    from regulars.intake.recognise import UnknownLayout

    with pytest.raises(
        UnknownLayout, match=r"no recipe called shop. .* own, .*cdnow, .*online_retail"
    ):
        take("order_id,customer_id,order_date,amount\n", recipe="shop")


def test_files_of_two_systems_are_not_one_import(book: Any, tmp_path: Any) -> None:
    from regulars.intake.import_files import MixedRecipes

    (tmp_path / "own.csv").write_text("order_id,customer_id,order_date,amount\n")
    (tmp_path / "uci.csv").write_text(
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    )
    with pytest.raises(MixedRecipes, match=r"online_retail, own.*by themselves"):
        book.import_files([tmp_path / "own.csv", tmp_path / "uci.csv"])
    assert book.imports() == []


def test_files_of_several_facts_are_one_batch(book: Any, tmp_path: Any) -> None:
    texts = {
        "customers.csv": "customer_id,name\na,Ann\n",
        "products.csv": "product_id,name\np,Tea\n",
        "orders.csv": "order_id,customer_id,order_date,amount\n1,a,2026-01-02,5\n",
        "lines.csv": "order_line_id,order_id,product_id,amount\n1/1,1,p,5\n",
        "contacts.csv": "contact_id,customer_id,channel,date\nk,b,call,2026-01-02\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    done = book.import_files([tmp_path / name for name in texts])
    assert done.facts == {
        "identity": 2, "customer": 1, "product": 1, "order": 1, "order_line": 1, "contact": 1,
    }  # fmt: skip
    assert [one.batch for one in book.imports()] == [done.batch]
    assert [file["holds"] for file in book.imports()[0].files] == [
        "customer", "product", "order", "order_line", "contact",
    ]  # fmt: skip
