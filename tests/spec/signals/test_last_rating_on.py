"""last_rating_on: the day of the newest rating."""


def test_reviews_without_a_rating_do_not_count(check):
    check(
        review="""
            customer  | happened_on | rating_milli | best_rating
            ann       | 90 days ago | 5000         | 5
            ann       | 9 days ago  | 3500         | 5
            ann       | 3 days ago  | null         | null
            ann       | tomorrow    | 1000         | 5
            today     | today       | 4000         | 5
            no rating | 9 days ago  | null         | null
        """,
        as_of="2026-06-30",
        expected="""
            customer  | last_rating_on
            ann       | 9 days ago
            today     | today
            no rating | null
            no facts  | null
        """,
    )
