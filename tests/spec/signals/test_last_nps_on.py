"""last_nps_on: the day of the newest NPS answer."""


def test_answers_of_its_kind_with_a_score_count_up_to_the_day(check):
    check(
        answer="""
            customer   | happened_on | kind | score
            ann        | 90 days ago | nps  | 9
            ann        | 9 days ago  | nps  | 2
            ann        | 5 days ago  | ces  | 1
            ann        | 3 days ago  | nps  | null
            ann        | tomorrow    | nps  | 10
            today      | today       | nps  | 10
            other kind | 9 days ago  | ces  | 9
        """,
        as_of="2026-06-30",
        expected="""
            customer   | last_nps_on
            ann        | 9 days ago
            today      | today
            other kind | null
            no facts   | null
        """,
    )
