"""problems: how many problems a customer had."""


def test_each_counts_whatever_became_of_it(check):
    check(
        problem="""
            customer | happened_on  | state
            ann      | 400 days ago | solved
            ann      | 9 days ago   | open
            ann      | 9 days ago   | closed
            ben      | 9 days ago   | waiting
            null     | 9 days ago   | open
        """,
        as_of="2026-06-30",
        expected="""
            customer | problems
            ann      | 3
            ben      | 1
            no facts | 0
        """,
    )


def test_the_day_itself_counts_and_the_day_after_is_not_known_yet(check):
    check(
        problem="""
            customer | happened_on
            ann      | today
            ann      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | problems
            ann      | 1
        """,
    )
