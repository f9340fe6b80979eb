"""tenure_days: days from the first purchase to the day looked at."""


def test_it_counts_whole_days_from_the_first_purchase(check):
    check(
        order="""
            customer    | happened_on
            ann         | 200 days ago
            ann         | 40 days ago
            ben         | 7 days ago
            ben         | 7 days ago
            new today   | today
        """,
        as_of="2026-06-30",
        expected="""
            customer    | tenure_days
            ann         | 200
            ben         | 7
            new today   | 0
        """,
    )


def test_it_begins_with_a_purchase_not_with_what_the_source_says(check):
    check(
        customer="""
            customer       | since_on
            old record     | 900 days ago
            never bought   | 900 days ago
        """,
        order="""
            customer       | happened_on
            old record     | 30 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer       | tenure_days
            old record     | 30
            never bought   | null
        """,
    )


def test_returns_cancelled_orders_and_postage_begin_nothing(check):
    check(
        order="""
            customer        | happened_on | state     | amount_minor
            cancelled first | 90 days ago | cancelled | 5000
            cancelled first | 50 days ago | placed    | 5000
            returned first  | 90 days ago | returned  | -5000
            returned first  | 50 days ago | placed    | 5000
            postage first   | 90 days ago | placed    | 0
            postage first   | 50 days ago | placed    | 5000
        """,
        as_of="2026-06-30",
        expected="""
            customer        | tenure_days
            cancelled first | 50
            returned first  | 50
            postage first   | 50
        """,
    )


def test_amounts_not_known_and_other_currencies_count(check):
    check(
        order="""
            customer | happened_on | amount_minor | currency
            ann      | 90 days ago | null         | EUR
            ben      | 80 days ago | 5000         | USD
            ben      | 70 days ago | 5000         | EUR
        """,
        as_of="2026-06-30",
        expected="""
            customer | tenure_days
            ann      | 90
            ben      | 80
        """,
    )


def test_it_is_null_for_who_has_not_bought_yet(check):
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
            customer          | tenure_days
            buys tomorrow     | null
            only cancelled    | null
            only sent back    | null
            only postage      | null
            no facts          | null
        """,
    )
