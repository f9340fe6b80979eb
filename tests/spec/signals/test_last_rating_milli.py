"""last_rating_milli: the newest rating, in thousandths of a point of 5 points."""


def test_the_newest_rating_up_to_the_day_counts(check):
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
            customer  | last_rating_milli
            ann       | 3500
            today     | 4000
            no rating | null
            no facts  | null
        """,
    )


def test_every_scale_becomes_one_of_5_points_to_the_nearest_thousandth(check):
    check(
        review="""
            customer     | happened_on | rating_milli | best_rating
            of ten       | 9 days ago  | 9000         | 10
            of three     | 9 days ago  | 2000         | 3
            of a hundred | 9 days ago  | 87000        | 100
            half up      | 9 days ago  | 4999         | 10
            the best     | 9 days ago  | 7000         | 7
            of nothing   | 9 days ago  | 3000         | 0
        """,
        as_of="2026-06-30",
        expected="""
            customer     | last_rating_milli
            of ten       | 4500
            of three     | 3333
            of a hundred | 4350
            half up      | 2500
            the best     | 5000
            of nothing   | null
        """,
    )


def test_of_one_day_the_later_instant_counts_then_the_lower_rating(check):
    check(
        review="""
            customer   | happened_on | happened_at         | rating_milli
            by instant | 2026-06-20  | 2026-06-20T09:00:00 | 1000
            by instant | 2026-06-20  | 2026-06-20T17:00:00 | 5000
            by instant | 2026-06-20  | null                | 2000
            by rating  | 2026-06-20  | null                | 5000
            by rating  | 2026-06-20  | null                | 2000
        """,
        as_of="2026-06-30",
        expected="""
            customer   | last_rating_milli
            by instant | 5000
            by rating  | 2000
        """,
    )
