"""days_overdue: days since the last order beyond the customer's own usual gap."""


def test_it_is_the_silence_less_the_usual_gap_and_negative_while_not_yet_due(check):
    check(
        order="""
            customer  | happened_on
            late      | 75 days ago
            late      | 65 days ago
            late      | 55 days ago
            late      | 45 days ago
            due today | 40 days ago
            due today | 30 days ago
            due today | 20 days ago
            due today | 10 days ago
            not due   | 33 days ago
            not due   | 23 days ago
            not due   | 13 days ago
            not due   | 3 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer  | days_overdue
            late      | 35
            due today | 0
            not due   | -7
        """,
    )


def test_half_a_day_comes_from_the_mean_of_the_middle_two_gaps(check):
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
            customer | median_gap_days | days_overdue
            ann      | 12.5            | 11.5
        """,
    )


def test_it_is_null_with_fewer_than_three_gaps_however_long_the_silence(check):
    check(
        order="""
            customer      | happened_on
            two gaps      | 900 days ago
            two gaps      | 890 days ago
            two gaps      | 880 days ago
            bought once   | 900 days ago
            one busy day  | 900 days ago
            one busy day  | 900 days ago
            one busy day  | 900 days ago
            one busy day  | 900 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer      | days_overdue
            two gaps      | null
            bought once   | null
            one busy day  | null
            no facts      | null
        """,
    )


def test_returns_cancelled_orders_and_postage_do_not_end_the_silence(check):
    check(
        order="""
            customer | happened_on | state     | amount_minor
            ann      | 80 days ago | placed    | 5000
            ann      | 70 days ago | placed    | 5000
            ann      | 60 days ago | placed    | 5000
            ann      | 50 days ago | placed    | 5000
            ann      | 40 days ago | returned  | -5000
            ann      | 30 days ago | cancelled | 5000
            ann      | 20 days ago | placed    | 0
        """,
        as_of="2026-06-30",
        expected="""
            customer | days_overdue
            ann      | 40
        """,
    )


def test_amounts_not_known_and_other_currencies_do_end_it(check):
    check(
        order="""
            customer | happened_on | amount_minor | currency
            ann      | 80 days ago | 5000         | EUR
            ann      | 70 days ago | 5000         | EUR
            ann      | 60 days ago | 5000         | EUR
            ann      | 50 days ago | null         | EUR
            ben      | 80 days ago | 5000         | EUR
            ben      | 70 days ago | 5000         | EUR
            ben      | 60 days ago | 5000         | EUR
            ben      | 50 days ago | 5000         | USD
        """,
        as_of="2026-06-30",
        expected="""
            customer | days_overdue
            ann      | 40
            ben      | 40
        """,
    )


def test_an_order_after_the_day_does_not_end_it_yet(check):
    check(
        order="""
            customer | happened_on
            ann      | 80 days ago
            ann      | 70 days ago
            ann      | 60 days ago
            ann      | 50 days ago
            ann      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | days_overdue
            ann      | 40
        """,
    )
