"""last_problem_on: the day of the last problem."""


def test_it_is_the_day_it_was_told_up_to_the_day_looked_at(check):
    check(
        problem="""
            customer | happened_on | state  | ended_on
            ann      | 90 days ago | open   | null
            ann      | 9 days ago  | solved | 5 days ago
            ann      | tomorrow    | open   | null
            today    | today       | open   | null
            later    | tomorrow    | open   | null
        """,
        as_of="2026-06-30",
        expected="""
            customer | last_problem_on
            ann      | 9 days ago
            today    | today
            later    | null
            no facts | null
        """,
    )
