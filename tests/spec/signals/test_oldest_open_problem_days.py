"""oldest_open_problem_days: days since the oldest open problem was told."""


def test_only_open_ones_count(check):
    check(
        problem="""
            customer   | happened_on | state   | ended_on
            ann        | 90 days ago | solved  | 80 days ago
            ann        | 9 days ago  | waiting | null
            ann        | 3 days ago  | open    | null
            today      | today       | open    | null
            all solved | 9 days ago  | solved  | 5 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer   | oldest_open_problem_days
            ann        | 9
            today      | 0
            all solved | null
            no facts   | null
        """,
    )


def test_what_ended_after_the_day_was_open_on_it(check):
    check(
        problem="""
            customer       | happened_on | state  | ended_on
            ended since    | 9 days ago  | closed | tomorrow
            ended that day | 9 days ago  | closed | today
            told later     | tomorrow    | open   | null
        """,
        as_of="2026-06-30",
        expected="""
            customer       | oldest_open_problem_days
            ended since    | 9
            ended that day | null
            told later     | null
        """,
    )
