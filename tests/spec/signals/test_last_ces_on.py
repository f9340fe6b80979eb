"""last_ces_on: the day of the newest CES answer."""


def test_answers_of_its_kind_with_a_score_count_up_to_the_day(check):
    check(
        answer="""
            customer   | happened_on | kind | score
            ann        | 90 days ago | ces  | 6
            ann        | 9 days ago  | ces  | 2
            ann        | 5 days ago  | nps  | 1
            ann        | 3 days ago  | ces  | null
            ann        | tomorrow    | ces  | 7
            today      | today       | ces  | 7
            other kind | 9 days ago  | nps  | 6
        """,
        as_of="2026-06-30",
        expected="""
            customer   | last_ces_on
            ann        | 9 days ago
            today      | today
            other kind | null
            no facts   | null
        """,
    )
