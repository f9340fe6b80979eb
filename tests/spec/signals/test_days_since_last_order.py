"""days_since_last_order: days from the newest purchase to the day looked at."""


def test_it_counts_whole_days_from_the_newest_purchase(check):
    check(
        order="""
            customer      | happened_on
            ann           | 200 days ago
            ann           | 40 days ago
            twice a day   | 1 day ago
            twice a day   | 1 day ago
            today         | today
        """,
        as_of="2026-06-30",
        expected="""
            customer      | days_since_last_order
            ann           | 40
            twice a day   | 1
            today         | 0
        """,
    )


def test_leap_days_count(check):
    check(
        order="""
            customer | happened_on
            ann      | 2024-02-28
        """,
        as_of="2024-03-01",
        expected="""
            customer | days_since_last_order
            ann      | 2
        """,
    )


def test_returns_cancelled_orders_and_postage_are_no_sign_of_life(check):
    check(
        order="""
            customer            | happened_on | state     | amount_minor
            sent it back        | 40 days ago | placed    | 5000
            sent it back        | 20 days ago | returned  | -5000
            cancelled the next  | 40 days ago | placed    | 5000
            cancelled the next  | 10 days ago | cancelled | 5000
            paid postage        | 40 days ago | placed    | 5000
            paid postage        | 10 days ago | placed    | 0
        """,
        as_of="2026-06-30",
        expected="""
            customer            | days_since_last_order
            sent it back        | 40
            cancelled the next  | 40
            paid postage        | 40
        """,
    )


def test_amounts_not_known_and_other_currencies_count(check):
    check(
        order="""
            customer | happened_on | amount_minor | currency
            ann      | 40 days ago | 5000         | EUR
            ann      | 30 days ago | null         | EUR
            ann      | 20 days ago | 5000         | USD
            ben      | 30 days ago | null         | EUR
        """,
        as_of="2026-06-30",
        expected="""
            customer | days_since_last_order
            ann      | 20
            ben      | 30
        """,
    )


def test_a_purchase_after_the_day_is_not_known_yet(check):
    check(
        order="""
            customer | happened_on
            ann      | 40 days ago
            ann      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | days_since_last_order
            ann      | 40
        """,
    )


def test_it_is_null_never_a_large_number_for_who_has_not_bought_yet(check):
    check(
        order="""
            customer          | happened_on | state     | amount_minor
            buys tomorrow     | tomorrow    | placed    | 5000
            only cancelled    | 9 days ago  | cancelled | 5000
            only sent back    | 9 days ago  | returned  | -5000
            only postage      | 9 days ago  | placed    | 0
        """,
        as_of="2026-06-30",
        expected="""
            customer          | days_since_last_order
            buys tomorrow     | null
            only cancelled    | null
            only sent back    | null
            only postage      | null
            no facts          | null
        """,
    )
