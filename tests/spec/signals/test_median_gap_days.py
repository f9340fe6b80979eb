"""median_gap_days: the usual number of days between two days with an order."""


def test_it_is_the_middle_gap_and_one_long_pause_does_not_move_it(check):
    check(
        order="""
            customer     | happened_on
            every month  | 2026-01-01
            every month  | 2026-01-31
            every month  | 2026-03-02
            every month  | 2026-04-01
            one pause    | 2025-01-01
            one pause    | 2025-01-11
            one pause    | 2025-01-21
            one pause    | 2025-12-31
        """,
        as_of="2026-06-30",
        expected="""
            customer     | median_gap_days
            every month  | 30
            one pause    | 10
        """,
    )


def test_of_an_even_number_of_gaps_it_is_the_mean_of_the_middle_two(check):
    check(
        order="""
            customer | happened_on
            ann      | 100 days ago
            ann      | 99 days ago
            ann      | 89 days ago
            ann      | 74 days ago
            ann      | 24 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | median_gap_days
            ann      | 12.5
        """,
    )


def test_it_is_null_with_fewer_than_three_gaps(check):
    check(
        order="""
            customer      | happened_on
            three gaps    | 40 days ago
            three gaps    | 30 days ago
            three gaps    | 20 days ago
            three gaps    | 10 days ago
            two gaps      | 40 days ago
            two gaps      | 30 days ago
            two gaps      | 20 days ago
            bought once   | 40 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer      | median_gap_days
            three gaps    | 10
            two gaps      | null
            bought once   | null
            no facts      | null
        """,
    )


def test_orders_of_one_day_make_no_gap(check):
    check(
        order="""
            customer             | happened_on
            four days            | 40 days ago
            four days            | 40 days ago
            four days            | 40 days ago
            four days            | 30 days ago
            four days            | 20 days ago
            four days            | 20 days ago
            four days            | 10 days ago
            four times, two days | 40 days ago
            four times, two days | 40 days ago
            four times, two days | 10 days ago
            four times, two days | 10 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer             | median_gap_days
            four days            | 10
            four times, two days | null
        """,
    )


def test_returns_cancelled_orders_and_postage_do_not_cut_a_gap(check):
    check(
        order="""
            customer | happened_on | state     | amount_minor
            ann      | 40 days ago | placed    | 5000
            ann      | 35 days ago | returned  | -5000
            ann      | 30 days ago | placed    | 5000
            ann      | 25 days ago | cancelled | 5000
            ann      | 20 days ago | placed    | 5000
            ann      | 15 days ago | placed    | 0
            ann      | 10 days ago | placed    | 5000
            ben      | 40 days ago | placed    | 5000
            ben      | 30 days ago | placed    | 5000
            ben      | 20 days ago | placed    | 5000
            ben      | 10 days ago | placed    | 0
        """,
        as_of="2026-06-30",
        expected="""
            customer | median_gap_days
            ann      | 10
            ben      | null
        """,
    )


def test_amounts_not_known_and_other_currencies_count(check):
    check(
        order="""
            customer | happened_on | amount_minor | currency
            ann      | 40 days ago | null         | EUR
            ann      | 30 days ago | 5000         | USD
            ann      | 20 days ago | null         | USD
            ann      | 10 days ago | 5000         | EUR
        """,
        as_of="2026-06-30",
        expected="""
            customer | median_gap_days
            ann      | 10
        """,
    )


def test_an_order_after_the_day_closes_no_gap_yet(check):
    check(
        order="""
            customer       | happened_on
            today          | 30 days ago
            today          | 20 days ago
            today          | 10 days ago
            today          | today
            tomorrow       | 30 days ago
            tomorrow       | 20 days ago
            tomorrow       | 10 days ago
            tomorrow       | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer       | median_gap_days
            today          | 10
            tomorrow       | null
        """,
    )
