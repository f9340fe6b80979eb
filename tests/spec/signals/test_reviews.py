"""reviews: how many public reviews are tied to a customer."""


def test_each_counts_with_or_without_a_rating_up_to_the_day(check):
    check(
        review="""
            customer | happened_on | rating_milli | best_rating
            ann      | 9 days ago  | 5000         | 5
            ann      | 9 days ago  | null         | null
            ann      | today       | 5000         | 5
            ann      | tomorrow    | 5000         | 5
            null     | 9 days ago  | 5000         | 5
        """,
        as_of="2026-06-30",
        expected="""
            customer | reviews
            ann      | 3
            no facts | 0
        """,
    )
