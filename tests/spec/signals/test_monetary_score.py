"""monetary_score: the fifth of spend; 5 is the largest."""


def test_customers_who_are_alike_have_the_better_score_of_their_places(check):
    check(
        order="""
            customer    | happened_on | state    | amount_minor
            first       | 9 days ago  | placed   | 5000
            second      | 9 days ago  | placed   | 4000
            also second | 9 days ago  | placed   | 4000
            fourth      | 9 days ago  | placed   | 3000
            sent back   | 9 days ago  | placed   | 9000
            sent back   | 8 days ago  | returned | -9000
            later       | tomorrow    | placed   | 9000
        """,
        as_of="2026-06-30",
        expected="""
            customer    | monetary_score
            first       | 5
            second      | 4
            also second | 4
            fourth      | 2
            sent back   | 1
            later       | null
            no facts    | null
        """,
    )


def test_a_book_without_a_currency_knows_no_spend(check):
    check(
        order="""
            customer | happened_on | amount_minor
            ann      | 9 days ago  | 5000
        """,
        as_of="2026-06-30",
        currency=None,
        expected="""
            customer | monetary_score
            ann      | null
        """,
    )
