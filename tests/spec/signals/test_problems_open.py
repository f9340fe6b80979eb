"""problems_open: problems that are neither solved nor closed."""


def test_open_and_waiting_are_open(check):
    check(
        problem="""
            customer     | happened_on | state   | ended_on
            ann          | 90 days ago | open    | null
            ann          | 9 days ago  | waiting | null
            ann          | 9 days ago  | solved  | 5 days ago
            closed       | 9 days ago  | closed  | 5 days ago
            day not told | 9 days ago  | solved  | null
        """,
        as_of="2026-06-30",
        expected="""
            customer     | problems_open
            ann          | 2
            closed       | 0
            day not told | 0
            no facts     | 0
        """,
    )


def test_what_ended_after_the_day_was_open_on_it(check):
    check(
        problem="""
            customer       | happened_on | state  | ended_on
            ended since    | 9 days ago  | solved | tomorrow
            ended that day | 9 days ago  | solved | today
            told later     | tomorrow    | open   | null
        """,
        as_of="2026-06-30",
        expected="""
            customer       | problems_open
            ended since    | 1
            ended that day | 0
            told later     | 0
        """,
    )
