"""What can be written down on a customer's page: consent, an owner, what they like; merges."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]


def shop(key: str) -> str:
    return customer_id(source="shop", key=key)


ONE, OTHER = shop("C-0"), shop("C-1")


@pytest.fixture
def desk(small_book: Book, log_in: Callable[[], Client]) -> Client:
    """The owner at the desk of three customers with one order each."""
    return log_in()


def test_consent_is_written_and_seen_at_once_by_purpose_and_channel(
    desk: Client, text_of: Words
) -> None:
    for purpose, channel, state in (
        ("marketing", "", "given"), ("marketing", "call", "withdrawn"),
        ("surveys", "email", "given"),
    ):  # fmt: skip
        answer = desk.post(
            f"/customers/{ONE}/consent",
            {"purpose": purpose, "channel": channel, "state": state, "from": "?f=orders.ge.1"},
        )
        assert answer["Location"] == f"/customers/{ONE}?from=%3Ff%3Dorders.ge.1#consent"
    said = text_of(desk.get(f"/customers/{ONE}"))
    assert "offers and news yes: visit, message, e-mail, letter, " in said
    assert "no: call, " in said
    assert "surveys yes: e-mail, " in said
    assert "Consent given: offers and news, all channels" in said


@pytest.mark.parametrize("wrong", [{}, {"purpose": "x", "state": "given"}, {"purpose": "surveys"}])
def test_an_answer_that_the_page_does_not_offer_is_not_written(
    desk: Client, wrong: dict[str, str]
) -> None:
    from regulars.ledger.models import Consent

    assert desk.post(f"/customers/{ONE}/consent", wrong).status_code == 400
    assert not Consent.objects.exists()


def test_who_looks_after_a_customer_is_chosen_from_the_staff(desk: Client, text_of: Words) -> None:
    from django.contrib.auth.models import User

    User.objects.create_user("mitali", first_name="Mitali")
    User.objects.create_user("gone", is_active=False)
    page = desk.get(f"/customers/{ONE}").content.decode()
    assert '<option value="mitali">Mitali</option>' in page
    assert 'value="gone"' not in page
    desk.post(f"/customers/{ONE}/owner", {"staff": "mitali"})
    assert "looked after by Mitali" in text_of(desk.get(f"/customers/{ONE}"))
    assert desk.post(f"/customers/{ONE}/owner", {"staff": "gone"}).status_code == 400
    desk.post(f"/customers/{ONE}/owner", {"staff": ""})
    assert "looked after by" not in text_of(desk.get(f"/customers/{ONE}"))


def test_what_they_said_of_their_treatment_comes_before_all_else_and_ends(
    desk: Client, small_book: Book, text_of: Words
) -> None:
    def guidance() -> str:
        return text_of(desk.get(f"/customers/{ONE}"))

    desk.post(f"/customers/{ONE}/likes", {"treatment": "distance", "text": "Please just write"})
    assert "Next contact: likes distance" in guidance()
    assert "“Please just write”" in guidance()
    desk.post(f"/customers/{ONE}/likes", {"treatment": "contact"})
    assert "Next contact: likes contact" in guidance()
    desk.post(f"/customers/{ONE}/likes", {"treatment": "ask"})
    assert "Next contact: not known: ask (wants to be asked each time)" in guidance()
    assert desk.post(f"/customers/{ONE}/likes", {"treatment": "x"}).status_code == 400
    from regulars.ledger.models import Treatment

    [*_, newest] = Treatment.objects.order_by("pk")
    assert (newest.until_on - newest.happened_on).days == 730


def test_a_statement_reaches_the_figures_with_the_refresh(desk: Client, small_book: Book) -> None:
    from regulars.ledger.models import Treatment

    small_book.say_treatment(customer_id=ONE, treatment="distance", staff="owner")
    # The day of the book's clock, not of this machine's.
    small_book.refresh(as_of=Treatment.objects.order_by("pk").reverse()[0].happened_on)
    [stated] = [
        card["treatment_stated"]
        for card in small_book.card().to_pylist()
        if card["customer_id"] == ONE
    ]
    assert stated == "distance"


@pytest.mark.parametrize("part", ["consent", "owner", "likes", "merge", "unmerge"])
def test_who_only_reads_is_offered_nothing_and_refused(
    desk: Client, small_book: Book, part: str
) -> None:
    from django.contrib.auth.models import User

    reader = Client()
    reader.force_login(User.objects.create_user("somebody"))
    assert f"/customers/{ONE}/{part}" not in reader.get(f"/customers/{ONE}").content.decode()
    assert reader.post(f"/customers/{ONE}/{part}").status_code == 403


@pytest.mark.parametrize(
    ("part", "said"),
    [("consent", {"purpose": "surveys", "state": "given"}), ("owner", {"staff": "owner"}),
     ("likes", {"treatment": "ask"}), ("merge", {"other": OTHER})],
)  # fmt: skip
def test_nothing_is_written_of_who_was_erased_or_never_was(
    desk: Client, small_book: Book, part: str, said: dict[str, str]
) -> None:
    small_book.erase(customer_id=ONE, by="test")
    for who in (ONE, "nobody"):
        assert desk.post(f"/customers/{who}/{part}", said).status_code == 404


def test_who_came_since_the_refresh_has_a_page_and_can_be_written_of(
    desk: Client, small_book: Book, tmp_path: Path, text_of: Words
) -> None:
    path = tmp_path / "late.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(
            [("source_id", "source", "kind", "name"), ("C-9", "shop", "person", "Late Larry")]
        )
    small_book.import_files([path])
    late = shop("C-9")
    said = text_of(desk.get(f"/customers/{late}"))
    assert "Late Larry" in said
    assert "They came after the figures were made" in said
    assert "/figures/" not in desk.get(f"/customers/{late}").content.decode()
    desk.post(f"/customers/{late}/likes", {"treatment": "contact"})
    assert "likes contact" in text_of(desk.get(f"/customers/{late}"))


def test_two_customers_are_found_looked_at_and_merged_and_taken_apart_again(
    desk: Client, small_book: Book, text_of: Words
) -> None:
    found = desk.get(f"/customers/{ONE}/merge?q=hill").content.decode()
    assert f"other={OTHER}" in found
    both = text_of(desk.get(f"/customers/{ONE}/merge?q=hill&other={OTHER}"))
    assert "Anwara Begum" in both
    assert "Hill Store" in both
    assert "From now on they are one customer" in both
    answer = desk.post(f"/customers/{ONE}/merge", {"other": OTHER}, follow=True)
    [(stays, _), *_] = [*answer.redirect_chain[-1:], (f"/customers/{ONE}", 302)]
    said = text_of(answer)
    assert "O-0" in said
    assert "O-1" in said
    assert "changed since" in said
    gone = OTHER if ONE in stays else ONE
    assert desk.get(f"/customers/{gone}")["Location"] == stays
    desk.post(f"{stays}/unmerge", {"other": gone})
    for who, order, not_theirs in ((ONE, "O-0", "O-1"), (OTHER, "O-1", "O-0")):
        apart = text_of(desk.get(f"/customers/{who}"))
        assert order in apart
        assert not_theirs not in apart


def test_a_merge_that_cannot_be_says_so_and_changes_nothing(
    desk: Client, small_book: Book, text_of: Words
) -> None:
    from regulars.ledger.models import Match

    for other in (ONE, shop("C-0")):
        answer = desk.post(f"/customers/{ONE}/merge", {"other": other})
        assert answer.status_code == 400
        assert "Nothing was changed" in text_of(answer)
    assert desk.post(f"/customers/{ONE}/merge", {"other": "nobody"}).status_code == 404
    assert desk.post(f"/customers/{ONE}/unmerge", {"other": ONE}).status_code == 400
    assert not Match.objects.exists()


def test_an_account_names_its_persons_and_they_their_account(
    empty_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Words
) -> None:
    path = tmp_path / "customers.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(
            [("source_id", "source", "kind", "name", "account_key"),
             ("A-1", "shop", "account", "Rahela Textiles", ""),
             ("P-1", "shop", "person", "Rahela", "A-1"), ("P-2", "shop", "person", "Farid", "A-1")]
        )  # fmt: skip
    empty_book.import_files([path])
    empty_book.refresh(as_of=date(2026, 3, 1))
    desk = log_in()
    account = desk.get(f"/customers/{shop('A-1')}")
    assert "Persons of this account Rahela Farid" in text_of(account)
    assert f'href="/customers/{shop("P-1")}"' in account.content.decode()
    assert "person of Rahela Textiles" in text_of(desk.get(f"/customers/{shop('P-2')}"))
