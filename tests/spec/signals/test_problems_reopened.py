"""problems_reopened: problems that had to be opened again."""


def test_a_problem_counts_once_however_often_it_came_back(check):
    check(
        problem="""
            customer | source_id | happened_on | state
            ann      | p1        | 90 days ago | solved
            ann      | p2        | 90 days ago | open
            ann      | p3        | 90 days ago | open
        """,
        problem_event="""
            problem_key | kind     | happened_on
            p1          | reopened | 80 days ago
            p1          | reopened | 70 days ago
            p2          | reopened | 70 days ago
            p3          | transfer | 70 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | problems_reopened
            ann      | 2
            no facts | 0
        """,
    )


def test_the_day_itself_counts_and_the_day_after_is_not_known_yet(check):
    check(
        problem="""
            customer | source_id | happened_on
            ann      | p1        | 9 days ago
            ben      | p2        | 9 days ago
        """,
        problem_event="""
            problem_key | kind     | happened_on
            p1          | reopened | today
            p2          | reopened | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | problems_reopened
            ann      | 1
            ben      | 0
        """,
    )


def test_the_same_key_in_another_source_is_another_problem(check):
    check(
        problem="""
            customer | source | source_id | happened_on
            ann      | desk   | p1        | 9 days ago
            ben      | shop   | p1        | 9 days ago
        """,
        problem_event="""
            source | problem_key | kind     | happened_on
            shop   | p1          | reopened | 5 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | problems_reopened
            ann      | 0
            ben      | 1
        """,
    )
