"""Senders: who brings whom, who may send next, word of mouth, reference customers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]


@pytest.fixture
def desk(book: Book, log_in: Callable[[], Client]) -> Client:
    return log_in()


@pytest.fixture
def said_in_the_file(book: Book) -> Iterator[Callable[..., None]]:
    """Writes `[sending]` into the book's file, which is put back."""
    path = book.folder / "book.toml"
    before = path.read_text(encoding="utf-8")

    def say(lines: str, *, whole: str = "") -> None:
        path.write_text(f"{whole}\n{before}\n[sending]\n{lines}\n", encoding="utf-8")

    yield say
    path.write_text(before, encoding="utf-8")


def a_sender(book: Book, where: str = "sent_value_365_minor > 0") -> dict[str, object]:
    rows = book.card(
        columns=["customer_id", "sent_value_365_minor", "referrals_sent"],
        where=f"({where}) AND referrals_sent > 0",
    ).to_pylist()
    return max(rows, key=lambda row: row["sent_value_365_minor"])


def test_the_page_shows_the_groups_and_who_brings_most(
    book: Book, desk: Client, text_of: Words
) -> None:
    said = text_of(desk.get("/senders"))
    for group in ("Spender and sender", "Spender", "Sender", "Quiet"):
        assert group in said
    first = book.senders().senders[0]
    assert first.customer_id == a_sender(book)["customer_id"]
    assert first.customer in said
    assert sum(one.customers for one in book.senders().groups) == len(
        book.card(where="expected_spend_365_minor IS NOT NULL")
    )


def test_what_all_senders_bring_is_what_is_expected_of_who_was_sent(book: Book) -> None:
    card = book.card(where="referrals_received > 0").to_pylist()
    expected = sum(row["expected_spend_365_minor"] or 0 for row in card)
    assert sum(one.sent_minor for one in book.senders().groups) == expected > 0


def test_a_group_alone_can_be_looked_at(book: Book, desk: Client, text_of: Words) -> None:
    shown = book.senders(group="sender").senders
    assert {one.group for one in shown} == {"sender"}
    assert shown[0].customer in text_of(desk.get("/senders?group=sender"))
    assert desk.get("/senders?group=nonsense").status_code == 200


def test_the_tree_shows_whom_they_sent_and_the_shares_are_the_whole(
    book: Book, desk: Client, text_of: Words
) -> None:
    sender = a_sender(book)
    tree = book.sender_tree(customer_id=str(sender["customer_id"]))
    assert len([one for one in tree.sent if one.not_counted is None]) == sender["referrals_sent"]

    def shares(ones) -> int:
        return sum((one.share_minor or 0) + shares(one.sent) for one in ones)

    assert shares(tree.sent) == sender["sent_value_365_minor"] == tree.total.minor
    assert tree.worth_minor is None, "the owner said no margin"
    assert tree.sent[0].customer in text_of(desk.get(f"/customers/{sender['customer_id']}/sent"))


def test_with_a_margin_and_the_cost_of_winning_the_worth_is_told(
    book: Book, desk: Client, text_of: Words, said_in_the_file: Callable[..., None]
) -> None:
    said_in_the_file("margin_share = 0.4\ndiscount_rate = 0.1", whole="new_customer_cost = 500")
    sender = a_sender(book)
    tree = book.sender_tree(customer_id=str(sender["customer_id"]))
    own = [one.own.minor or 0 for one in tree.sent if one.not_counted is None]
    late = [one for one in tree.sent if (tree.as_of - one.on).days < 365 and not one.not_counted]
    expected = sum(0.4 * amount / 1.1**0.5 for amount in own) + 500 * 100 * len(late)
    assert tree.worth_minor == pytest.approx(expected, abs=1)
    assert "Worth today" in text_of(desk.get(f"/customers/{sender['customer_id']}/sent"))


def test_what_they_bring_on_their_page_is_own_and_sent(
    book: Book, desk: Client, text_of: Words
) -> None:
    sender = a_sender(book)
    said = text_of(desk.get(f"/customers/{sender['customer_id']}"))
    assert "Own spend" in said
    assert "through whom" in said


def test_each_month_counts_every_new_customer_once(book: Book) -> None:
    told = book.senders().word_of_mouth
    for month in told.months:
        assert month.by_mouth + month.others + month.unknown == month.new
        assert min(month.by_mouth, month.others, month.unknown) >= 0
    assert told.unknown > 0
    assert told.share is None, "nobody was asked at random yet"


def test_the_answers_of_who_was_drawn_tell_of_the_unknown(own_book: Book) -> None:
    from regulars.workspace.word_of_mouth import Told

    book = own_book
    with (book.folder / "book.toml").open("a", encoding="utf-8") as file:
        file.write("\n[sending]\nask_share = 1.0\n")
    of_year = "first_order_on >= '2025-04-01' AND referrals_received = 0"
    unknown = book.card(where=f"{of_year} AND acquired_through IS NULL").to_pylist()[:30]
    assert len(unknown) == 30
    for place, row in enumerate(unknown):
        told = Told(who_told="customer" if place % 3 == 0 else "search")
        one = row["customer_id"]
        on = datetime.combine(book.as_of, time(6), tzinfo=UTC)
        book.say_who_told(entry_id=f"{place:032x}", customer_id=one, told=told, at=on)
    before = book.senders().word_of_mouth
    book.refresh(as_of=book.as_of)
    after = book.senders().word_of_mouth
    assert after.answered == 30
    assert after.unknown == before.unknown - 30
    share = 10 / 30
    assert after.share == pytest.approx((after.by_mouth + after.unknown * share) / after.new)
    assert after.by_mouth / after.new < after.low < after.share < after.high < 1


def test_who_is_to_be_asked_is_drawn_by_the_books_salt(book: Book) -> None:
    import hashlib

    from regulars.book.read_sending import WHO_TOLD, read_to_ask

    settings = book._file.sending
    rows = read_to_ask(book._read(), salt="pepper", settings=settings, days=1095, at_most=10_000)
    drawn = {row["customer_id"] for row in rows}
    every = book.card(columns=["customer_id"], where="first_order_on IS NOT NULL").to_pylist()

    def is_drawn(one: str) -> bool:
        digest = hashlib.sha256(f"pepper|{WHO_TOLD}|{one}".encode()).hexdigest()
        return int(digest[:15], 16) / 16**15 < settings.ask_share

    assert drawn == {one["customer_id"] for one in every if is_drawn(one["customer_id"])}
    assert 0.18 < len(drawn) / len(every) < 0.32


def test_movement_needs_figures_of_four_weeks_ago_and_counts_everybody(
    own_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    book, desk = own_book, log_in()
    assert "none are kept yet" in text_of(desk.get("/senders"))
    as_of = book.as_of
    book.refresh(as_of=as_of - timedelta(days=60))
    book.refresh(as_of=as_of)
    shown = book.senders()
    assert shown.moved_from == as_of - timedelta(days=60)
    now_grouped = len(book.card(where="sending_group IS NOT NULL"))
    assert sum(one.customers for one in shown.moves if one.after is not None) == now_grouped
    assert "Customers by their group on" in text_of(desk.get("/senders"))


def test_a_reference_is_asked_only_with_consent_and_not_too_often(
    book: Book, desk: Client, text_of: Words
) -> None:
    from regulars.workspace.references import ReferenceNotNow

    one = str(a_sender(book)["customer_id"])
    book.consent(customer_id=one, purpose="reference", state="withdrawn")
    with pytest.raises(ReferenceNotNow, match="did not agree"):
        book.ask_reference(entry_id="1" * 32, customer_id=one)
    book.consent(customer_id=one, purpose="reference", state="given")
    assert one in {ref.customer_id for ref in book.references()}
    answer = desk.post(f"/customers/{one}/reference", {"entry_id": "2" * 32})
    assert answer["Location"] == "/senders#references"
    [asked] = [ref for ref in book.references() if ref.customer_id == one]
    assert asked.free_on == asked.asked_on + timedelta(days=90)
    with pytest.raises(ReferenceNotNow, match="at most once in 90 days"):
        book.ask_reference(entry_id="3" * 32, customer_id=one)
    again = desk.post(f"/customers/{one}/reference", {"entry_id": "4" * 32}, follow=True)
    assert "asked too lately" in text_of(again)
    # Sent twice, it is written once.
    book.ask_reference(entry_id="5" * 32, customer_id=one, at=timezone.now() + timedelta(days=91))


def test_reviews_stand_by_themselves_as_an_assumption(desk: Client, text_of: Words) -> None:
    said = text_of(desk.get("/senders"))
    assert "Assumed, not measured here" in said
    assert "Luca (2011)" in said
    assert "it is in no other figure" in said


def test_a_book_without_results_says_what_will_be_here(
    empty_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    assert "Here will be who brings you customers" in text_of(log_in().get("/senders"))


def test_a_page_of_nobody_is_not_found(desk: Client) -> None:
    for page in ("sent", "link", "who-told", "they-sent"):
        assert (
            desk.get(f"/customers/00000000-0000-5000-8000-000000000000/{page}").status_code == 404
        )


def test_an_older_snapshot_without_these_figures_is_still_shown(
    own_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    book, desk = own_book, log_in()
    import pyarrow.parquet as pq

    from regulars.book.snapshot_tables import LATER

    card = book.made.card
    pq.write_table(book.card().drop_columns(list(LATER)), card)
    path = card.parent / "manifest.json"
    told = json.loads(path.read_text())
    older = {name: one for name, one in told.items() if name not in ("alike", "columns")}
    path.write_text(json.dumps({**older, "format": 1}))
    for late in ("referrals", "sent_shares"):
        (card.parent / f"{late}.parquet").unlink()
    one = book.card(columns=["customer_id"]).to_pylist()[0]["customer_id"]
    assert desk.get(f"/customers/{one}").status_code == 200
    assert "not enough data yet" in text_of(desk.get("/senders"))
