"""days_since_anniversary: days since another year as a customer was full."""


def test_a_year_is_a_quarter_of_four_years_rounded_down_to_whole_days(check):
    check(
        order="""
            customer      | happened_on
            in a day      | 364 days ago
            one year      | 365 days ago
            and a week    | 372 days ago
            nearly two    | 729 days ago
            two years     | 730 days ago
            three years   | 1095 days ago
            nearly four   | 1460 days ago
            four years    | 1461 days ago
            new           | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer      | days_since_anniversary
            in a day      | null
            one year      | 0
            and a week    | 7
            nearly two    | 364
            two years     | 0
            three years   | 0
            nearly four   | 365
            four years    | 0
            new           | null
            no facts      | null
        """,
    )


def test_it_counts_from_the_first_purchase(check):
    check(
        order="""
            customer       | happened_on  | state     | amount_minor
            ordered since  | 370 days ago | placed    | 5000
            ordered since  | 9 days ago   | placed    | 5000
            cancelled      | 370 days ago | cancelled | 5000
            cancelled      | 300 days ago | placed    | 5000
        """,
        as_of="2026-06-30",
        expected="""
            customer       | days_since_anniversary
            ordered since  | 5
            cancelled      | null
        """,
    )
