"""What people are asked of who is who: once, with both records, and with the way back."""

from __future__ import annotations

from identities.conftest import own, sets

STAFF = "mitali"


def test_two_who_were_told_apart_are_not_asked_about_until_that_is_taken_back(
    customers, groups, book
):
    customers("a,Ann,us@x.com,,person", "b,Us Ltd,us@x.com,,account")
    groups()
    asked = book.question_queue()
    assert (asked.left, asked.later) == (1, 0)
    assert asked.next.reason == "against"
    assert set(asked.next.ids) == {own("a"), own("b")}
    book.answer_question(customer_ids=asked.next.ids, decision="different", staff=STAFF)
    assert book.question_queue().left == 0, "at once"
    assert groups() == sets("a", "b")
    assert book.question_queue().left == 0, "and after a refresh"
    book.answer_question(customer_ids=asked.next.ids, decision="open", staff=STAFF)
    groups()
    again = book.question_queue()
    assert (again.left, again.later) == (1, 1)
    assert again.next.left_by == STAFF


def test_an_answer_can_be_taken_back_at_once(customers, groups, book):
    customers("a,Ann,us@x.com,,person", "b,Us Ltd,us@x.com,,account")
    groups()
    ids = book.question_queue().next.ids
    book.answer_question(customer_ids=ids, decision="different", staff=STAFF)
    book.answer_question(customer_ids=ids, decision="open", staff=STAFF)
    assert book.question_queue().next.ids == ids


def test_who_is_told_apart_stays_so_whatever_address_comes(customers, orders, groups, book):
    customers("a,Ann,,,person", "b,Bo,,,person")
    groups()
    book.tell_apart(customer_id=own("a"), other_id=own("b"), staff=STAFF)
    customers("a,Ann,us@x.com,,person", "b,Bo,us@x.com,,person")
    assert groups() == sets("a", "b")


def test_a_merge_that_was_taken_back_leaves_two(customers, groups, book):
    customers("a,Ann,,,person", "b,Bo,,,person")
    groups()
    pair = (own("a"), own("b"))
    book.answer_question(customer_ids=pair, decision="same", staff=STAFF)
    book.answer_question(customer_ids=pair, decision="open", staff=STAFF)
    assert groups() == sets("a", "b")


def test_what_is_left_for_later_comes_after_what_nobody_looked_at(customers, groups, book):
    customers("a,Ann,us@x.com,,person", "b,Us Ltd,us@x.com,,account")
    customers("c,Cy,cy@x.com,,person", "d,Cy Ltd,cy@x.com,,account")
    groups()
    first = book.question_queue().next
    book.answer_question(customer_ids=first.ids, decision="open", staff=STAFF)
    second = book.question_queue()
    assert (second.left, second.later) == (2, 1)
    assert set(second.next.ids).isdisjoint(first.ids)
    book.answer_question(customer_ids=second.next.ids, decision="different", staff=STAFF)
    assert book.question_queue().next.ids == first.ids


def test_a_number_that_many_share_is_one_question_and_one_answer(customers, groups, book):
    phone = "+8801712345678"
    customers(*(f"{key},{key.upper()},,{phone},person" for key in "abcdefg"))
    groups()
    asked = book.question_queue()
    assert (asked.left, asked.next.reason, asked.next.customers) == (1, "many", 7)
    book.answer_question(customer_ids=asked.next.ids, decision="open", staff=STAFF)
    groups()
    assert book.question_queue().left == 1, "not one for each pair"
    book.answer_question(customer_ids=asked.next.ids, decision="different", staff=STAFF)
    assert book.question_queue().left == 0
    assert groups() == sets(*"abcdefg")
    assert book.matches().questions == ()


def test_some_of_many_can_be_one(customers, groups, book):
    phone = "+8801712345678"
    customers(*(f"{key},{key.upper()},,{phone},person" for key in "abcdefg"))
    groups()
    ids = [own("a"), own("b"), own("c")]
    book.answer_question(customer_ids=ids, decision="same", staff=STAFF)
    assert groups() == sets("abc", *"defg")


def test_records_are_shown_masked_with_what_they_share_and_what_they_bought(
    customers, orders, groups, book
):
    customers("a,Ann,ann.lee@mail.com,+8801712345678,person", "b,Ann Ltd,,+880 1712-345678,account")
    orders("1,a,2026-01-02", "2,a,2026-02-02")
    groups()
    one, other = sorted(book.question_queue().next.records, key=lambda record: record.customer)
    assert (one.customer, one.orders, str(one.last_order_on)) == ("Ann", 2, "2026-02-02")
    assert [(shared.text, shared.same) for shared in one.emails] == [("a•••@m•••.com", False)]
    assert [shared.text for shared in one.phones] == ["+880 ••• 678"]
    assert other.keys == (("own", "b"),)
    assert other.orders == 0
