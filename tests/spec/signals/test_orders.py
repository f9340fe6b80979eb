"""orders: how many purchases a customer made."""


def test_every_purchase_counts_also_several_of_one_day(check):
    check(
        order="""
            customer | happened_on
            ann      | 2026-06-01
            ann      | 2026-06-01
            ann      | 2026-06-29
            ben      | 2026-06-30
        """,
        as_of="2026-06-30",
        expected="""
            customer | orders
            ann      | 3
            ben      | 1
        """,
    )


def test_a_return_and_a_cancelled_order_are_no_purchases(check):
    check(
        order="""
            customer            | happened_on | state     | amount_minor
            sent it back        | 9 days ago  | placed    | 5000
            sent it back        | 2 days ago  | returned  | -5000
            cancelled           | 9 days ago  | cancelled | 5000
            changed their mind  | 9 days ago  | cancelled | 5000
            changed their mind  | 8 days ago  | placed    | 4000
        """,
        as_of="2026-06-30",
        expected="""
            customer            | orders
            sent it back        | 1
            cancelled           | 0
            changed their mind  | 1
        """,
    )


def test_an_order_of_nothing_but_postage_has_amount_0_and_is_no_purchase(check):
    check(
        order="""
            customer | happened_on | amount_minor
            ann      | 5 days ago  | 0
            ann      | 4 days ago  | 1
            ben      | 4 days ago  | 0
            credit   | 4 days ago  | -300
        """,
        as_of="2026-06-30",
        expected="""
            customer | orders
            ann      | 1
            ben      | 0
            credit   | 0
        """,
    )


def test_a_purchase_counts_whatever_is_known_of_its_amount(check):
    check(
        order="""
            customer           | happened_on | amount_minor | currency
            amount not told    | 5 days ago  | null         | EUR
            paid in dollars    | 5 days ago  | 700          | USD
            only postage in $  | 5 days ago  | 0            | USD
        """,
        as_of="2026-06-30",
        expected="""
            customer           | orders
            amount not told    | 1
            paid in dollars    | 1
            only postage in $  | 0
        """,
    )


def test_a_book_without_a_currency_still_counts(check):
    check(
        order="""
            customer | happened_on
            ann      | 5 days ago
        """,
        as_of="2026-06-30",
        currency=None,
        expected="""
            customer | orders
            ann      | 1
        """,
    )


def test_the_day_itself_counts_and_the_day_after_is_not_known_yet(check):
    check(
        order="""
            customer | happened_on
            ann      | today
            ann      | tomorrow
            ben      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | orders
            ann      | 1
            ben      | 0
        """,
    )


def test_a_customer_without_facts_has_0_and_an_order_of_nobody_named_counts_for_nobody(check):
    check(
        order="""
            customer | happened_on
            null     | 5 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | orders
            no facts | 0
        """,
    )
