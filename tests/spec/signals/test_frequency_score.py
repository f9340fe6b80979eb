"""frequency_score: the fifth of the number of orders; 5 is the most."""


def test_customers_who_are_alike_have_the_better_score_of_their_places(check):
    check(
        order="""
            customer  | happened_on
            often     | 9 days ago
            often     | 8 days ago
            often     | 7 days ago
            twice     | 90 days ago
            twice     | 9 days ago
            once      | 9 days ago
            also once | 900 days ago
            new       | today
            later     | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer  | frequency_score
            often     | 5
            twice     | 4
            once      | 3
            also once | 3
            new       | 3
            later     | null
            no facts  | null
        """,
    )
