"""recency_score: the fifth of the day of the last order; 5 is the latest."""


def test_of_five_customers_each_has_a_score_of_their_own(check):
    check(
        order="""
            customer | happened_on | amount_minor
            a        | 1 days ago  | 1000
            b        | 2 days ago  | 1000
            c        | 3 days ago  | 1000
            d        | 4 days ago  | 1000
            e        | 5 days ago  | 1000
        """,
        as_of="2026-06-30",
        expected="""
            customer | recency_score
            a        | 5
            b        | 4
            c        | 3
            d        | 2
            e        | 1
        """,
    )


def test_customers_who_are_alike_have_the_better_score_of_their_places(check):
    check(
        order="""
            customer  | happened_on | state
            ann       | 9 days ago  | placed
            ben       | 9 days ago  | placed
            cal       | 9 days ago  | placed
            old       | 90 days ago | placed
            older     | 99 days ago | placed
            later     | tomorrow    | placed
            cancelled | today       | cancelled
        """,
        as_of="2026-06-30",
        expected="""
            customer  | recency_score
            ann       | 5
            ben       | 5
            cal       | 5
            old       | 2
            older     | 1
            later     | null
            cancelled | null
            no facts  | null
        """,
    )


def test_who_stands_alone_is_in_the_best_fifth(check):
    check(
        order="""
            customer | happened_on
            ann      | 900 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | recency_score
            ann      | 5
        """,
    )
