"""book_gap_days: the usual gap between orders of the whole book."""


def test_it_is_the_median_of_the_customers_own_and_known_to_all_who_bought(check):
    check(
        order="""
            customer | happened_on
            weekly   | 35 days ago
            weekly   | 28 days ago
            weekly   | 21 days ago
            weekly   | 14 days ago
            monthly  | 120 days ago
            monthly  | 90 days ago
            monthly  | 60 days ago
            monthly  | 30 days ago
            new      | 9 days ago
            later    | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | median_gap_days | book_gap_days
            weekly   | 7               | 18.5
            monthly  | 30              | 18.5
            new      | null            | 18.5
            later    | null            | null
            no facts | null            | null
        """,
    )


def test_where_nobody_has_three_gaps_it_is_not_known(check):
    check(
        order="""
            customer | happened_on
            ann      | 9 days ago
            ann      | 5 days ago
            ann      | 2 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | book_gap_days
            ann      | null
        """,
    )
