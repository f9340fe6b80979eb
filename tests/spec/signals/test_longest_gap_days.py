"""longest_gap_days: the longest a customer ever stayed away between two days with an order."""


def test_it_is_the_longest_gap_and_the_silence_since_the_last_order_is_none(check):
    check(
        order="""
            customer | happened_on
            ann      | 400 days ago
            ann      | 390 days ago
            ann      | 345 days ago
            ann      | 340 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | longest_gap_days
            ann      | 45
        """,
    )


def test_it_is_null_with_fewer_than_three_gaps(check):
    check(
        order="""
            customer      | happened_on
            three gaps    | 40 days ago
            three gaps    | 31 days ago
            three gaps    | 20 days ago
            three gaps    | 10 days ago
            two gaps      | 40 days ago
            two gaps      | 30 days ago
            two gaps      | 20 days ago
            bought once   | 40 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer      | longest_gap_days
            three gaps    | 11
            two gaps      | null
            bought once   | null
            no facts      | null
        """,
    )


def test_orders_of_one_day_make_no_gap(check):
    check(
        order="""
            customer | happened_on
            ann      | 40 days ago
            ann      | 40 days ago
            ann      | 30 days ago
            ann      | 30 days ago
            ben      | 40 days ago
            ben      | 40 days ago
            ben      | 30 days ago
            ben      | 20 days ago
            ben      | 10 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | longest_gap_days
            ann      | null
            ben      | 10
        """,
    )


def test_returns_cancelled_orders_and_postage_do_not_cut_a_gap(check):
    check(
        order="""
            customer | happened_on | state     | amount_minor
            ann      | 90 days ago | placed    | 5000
            ann      | 80 days ago | returned  | -5000
            ann      | 70 days ago | cancelled | 5000
            ann      | 60 days ago | placed    | 0
            ann      | 50 days ago | placed    | 5000
            ann      | 40 days ago | placed    | 5000
            ann      | 30 days ago | placed    | 5000
        """,
        as_of="2026-06-30",
        expected="""
            customer | longest_gap_days
            ann      | 40
        """,
    )


def test_amounts_not_known_and_other_currencies_count(check):
    check(
        order="""
            customer | happened_on | amount_minor | currency
            ann      | 40 days ago | null         | EUR
            ann      | 30 days ago | 5000         | USD
            ann      | 15 days ago | null         | USD
            ann      | 10 days ago | 5000         | EUR
        """,
        as_of="2026-06-30",
        expected="""
            customer | longest_gap_days
            ann      | 15
        """,
    )


def test_an_order_after_the_day_closes_no_gap_yet(check):
    check(
        order="""
            customer | happened_on
            ann      | 90 days ago
            ann      | 85 days ago
            ann      | 80 days ago
            ann      | 70 days ago
            ann      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | longest_gap_days
            ann      | 10
        """,
    )
