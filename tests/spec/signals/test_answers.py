"""answers: how often a customer answered with a score."""


def test_every_answer_with_a_score_counts_up_to_the_day(check):
    check(
        answer="""
            customer | happened_on | kind | score
            ann      | 9 days ago  | ces  | 6
            ann      | 9 days ago  | nps  | 0
            ann      | today       | csat | 5
            ann      | 9 days ago  | text | null
            ann      | tomorrow    | ces  | 6
            null     | 9 days ago  | ces  | 6
        """,
        as_of="2026-06-30",
        expected="""
            customer | answers
            ann      | 3
            no facts | 0
        """,
    )
