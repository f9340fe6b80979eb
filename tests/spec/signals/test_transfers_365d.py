"""transfers_365d: how often a problem of theirs was handed to another."""


def test_each_counts_with_the_problem_told_in_the_last_365_days(check):
    check(
        problem="""
            customer | source_id | happened_on
            ann      | a         | 60 days ago
            ann      | b         | 40 days ago
            ben      | c         | 365 days ago
            null     | d         | 9 days ago
        """,
        problem_event="""
            problem_key | kind     | happened_on
            a           | transfer | 59 days ago
            a           | transfer | 59 days ago
            b           | transfer | today
            b           | transfer | tomorrow
            b           | note     | 39 days ago
            c           | transfer | 9 days ago
            d           | transfer | 8 days ago
            none        | transfer | 8 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | transfers_365d
            ann      | 3
            ben      | 0
            no facts | 0
        """,
    )
