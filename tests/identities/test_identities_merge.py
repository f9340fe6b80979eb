"""Merge and unmerge: two customers become one and are two again, with all that each brought."""

from __future__ import annotations

import json

import pytest

from identities.conftest import AS_OF, own, sets

STAFF = "owner"


@pytest.fixture
def two(customers, orders, card):
    """Ann and Bo, one order each; their cards before anything is decided."""
    customers("a,Ann,,,person")
    customers("b,Bo,,,person")
    orders("1,a,2026-01-02", "2,b,2026-01-03")
    return card()


def test_unmerged_after_more_imports_both_are_as_if_never_merged(
    make_book, customers, orders, groups
):
    books = [make_book(name, currency="EUR") for name in ("merged", "never")]
    import regulars

    cards = []
    for folder, merging in zip([one.folder for one in books], (True, False), strict=True):
        book = regulars.open(folder)
        customers("a,Ann,,,person", "c,Cy,,,person", into=book)
        customers("b,Bo,,,person", into=book)
        orders("1,a,2026-01-02", "2,b,2026-01-03", into=book)
        book.refresh(as_of=AS_OF)
        if merging:
            book.merge(customer_id=own("b"), other_id=own("a"), staff=STAFF)
            assert groups(book) == sets("ab", "c")
        orders("3,a,2026-02-02", "4,b,2026-02-03", "5,b,2026-03-03", into=book)
        customers("b,Bo B,bo@x.com,,person", "d,Dee,bo@x.com,,person", into=book)
        book.refresh(as_of=AS_OF)
        if merging:
            assert groups(book) == sets("abd", "c")
            book.unmerge(customer_id=own("b"), staff=STAFF)
        assert groups(book) == sets("a", "bd", "c")
        cards.append(book.card().to_pylist())
    assert cards[0] == cards[1]


def test_the_elder_id_stays_and_the_other_leads_to_it(two, book, card):
    book.merge(customer_id=own("b"), other_id=own("a"), staff=STAFF)
    assert set(card()) == {own("a")}
    assert card()[own("a")]["orders"] == 2
    for asked in (own("a"), own("b")):
        shown = book.customer(customer_id=asked)
        assert shown.customer_id == own("a")
        assert {one.source_id for one in shown.timeline if one.fact == "order"} == {"1", "2"}


def test_each_side_of_a_merge_takes_part_in_what_the_other_is_in(customers, groups, book):
    customers("a,Ann,ann@x.com,,person", "b,Ann,ann@x.com,,person")
    customers("c,Cy,cy@x.com,,person", "d,Cy,cy@x.com,,person")
    assert groups() == sets("ab", "cd")
    book.merge(customer_id=own("b"), other_id=own("d"), staff=STAFF)
    assert groups() == sets("abcd")
    others = book.unmerge(customer_id=own("d"), staff=STAFF)
    assert set(others) == {own("a"), own("b")}
    assert groups() == sets("ab", "cd")
    assert book.unmerge(customer_id=own("d"), staff=STAFF) == (own("c"),)
    assert groups() == sets("ab", "c", "d")


def test_who_was_unmerged_is_not_merged_again_by_the_same_address(customers, groups, book):
    customers("a,Ann,us@x.com,,person", "b,Bo,us@x.com,,person")
    assert groups() == sets("ab")
    book.unmerge(customer_id=own("b"), staff=STAFF)
    assert groups() == sets("a", "b")
    customers("b,Bo,us@x.com,+8801712345678,person", "a,Ann,us@x.com,+8801712345678,person")
    assert groups() == sets("a", "b")
    assert book.matches().questions == ()
    book.merge(customer_id=own("a"), other_id=own("b"), staff=STAFF)
    assert groups() == sets("ab")


def test_a_third_who_shares_with_both_joins_the_elder_and_the_rest_is_asked(
    customers, groups, book
):
    customers("a,Ann,us@x.com,,person")
    customers("b,Bo,us@x.com,,person")
    groups()
    book.unmerge(customer_id=own("b"), staff=STAFF)
    customers("c,Cy,us@x.com,,person")
    assert groups() == sets("ac", "b")
    [question] = book.matches().questions
    assert (question.reason, {one.customer_id for one in question.named}) == (
        "against",
        {own("a"), own("b")},
    )


def test_unmerging_right_after_merging_needs_no_refresh_between(two, groups, book):
    book.merge(customer_id=own("a"), other_id=own("b"), staff=STAFF)
    book.unmerge(customer_id=own("a"), staff=STAFF)
    assert groups() == sets("a", "b")


def test_a_merge_outlives_the_undo_of_the_import_that_brought_one_of_them(
    customers, orders, groups, book
):
    customers("a,Ann,,,person")
    batch = customers("b,Bo,,,person")
    groups()
    book.merge(customer_id=own("a"), other_id=own("b"), staff=STAFF)
    book.undo(batch)
    assert groups() == sets("ab")
    assert book.matches().groups[0].into.customer_id == own("a")
    book.unmerge(customer_id=own("b"), staff=STAFF)
    assert groups() == sets("a", "b")


def test_care_stays_with_the_identity_that_it_was_done_for(customers, orders, groups, book):
    customers("a,Ann,,,person")
    customers("b,Bo,,,person")
    orders("1,a,2026-06-20", "2,b,2026-06-21")
    book.refresh(as_of=AS_OF)
    for item in book.today(hours=8).items:
        book.done(care_id=item.care_id, received="welcome", note=f"for {item.customer}")
    book.merge(customer_id=own("a"), other_id=own("b"), staff=STAFF)
    groups()
    notes = [
        one.quote for one in book.customer(customer_id=own("b")).timeline if one.fact == "care"
    ]
    assert len(notes) == 2
    book.unmerge(customer_id=own("a"), staff=STAFF)
    groups()
    [note] = [
        one.quote for one in book.customer(customer_id=own("b")).timeline if one.fact == "care"
    ]
    assert note == "for Bo"


def test_an_imported_decision_counts_and_the_desk_s_of_that_day_counts_over_it(
    two, groups, book, current_decisions
):
    from datetime import UTC, datetime

    at = datetime(2026, 6, 1, 12, tzinfo=UTC)
    book.merge(customer_id=own("a"), other_id=own("b"), staff=STAFF, at=at)
    assert groups() == sets("ab")
    book.unmerge(customer_id=own("a"), staff=STAFF, at=at)
    assert groups() == sets("a", "b")
    assert current_decisions() == ["different"]


@pytest.fixture
def current_decisions(book):
    def read():
        from django.db.models import Q

        from regulars.ledger.current import current_rows

        return [row["decision"] for row in current_rows("match", Q())]

    return read


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [("a", "a", "one customer already"), ("a", "c", "an account, the other a person")],
)
def test_what_cannot_be_one_is_refused_and_nothing_is_written(
    customers, groups, book, one, other, why, current_decisions
):
    from regulars.workspace.identities import NotTwoCustomers

    customers("a,Ann,,,person", "c,Acme,,,account")
    groups()
    with pytest.raises(NotTwoCustomers, match=why):
        book.merge(customer_id=own(one), other_id=own(other), staff=STAFF)
    assert current_decisions() == []


def test_who_is_merged_with_nobody_cannot_be_unmerged(two, book):
    from regulars.workspace import UnknownCustomer
    from regulars.workspace.identities import NotMerged

    with pytest.raises(NotMerged, match="`regulars matches`"):
        book.unmerge(customer_id=own("a"), staff=STAFF)
    with pytest.raises(UnknownCustomer):
        book.unmerge(customer_id="nobody", staff=STAFF)


def test_the_commands_say_what_they_did_in_words_and_as_json(two, book, capsys):
    from regulars.cli.main import main

    folder = ["--book", str(book.folder)]
    assert main(["merge", own("a"), own("b"), *folder]) == 0
    assert main(["refresh", "--as-of", AS_OF.isoformat(), *folder]) == 0
    capsys.readouterr()
    assert main(["matches", "--json", *folder]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["groups"] == [
        {"into": {"customer_id": own("a"), "customer": "Ann"}, "merged": {own("b"): "decision"}}
    ]
    assert main(["customer", own("b"), "--json", *folder]) == 0
    assert json.loads(capsys.readouterr().out)["customer_id"] == own("a")
    assert main(["matches", *folder]) == 0
    assert "(decided)" in capsys.readouterr().out
    assert main(["unmerge", own("b"), *folder]) == 0
    assert "Run `regulars refresh`" in capsys.readouterr().out
    assert main(["merge", own("a"), "nobody", *folder]) == 4
