"""problems_365d: problems of the last 365 days."""


def test_the_day_looked_at_and_the_364_before_it_count(check):
    check(
        problem="""
            customer | happened_on
            ann      | today
            ann      | 364 days ago
            ann      | 365 days ago
            ann      | tomorrow
            old      | 365 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | problems_365d
            ann      | 2
            old      | 0
            no facts | 0
        """,
    )
