"""would_have_come: the newest answer to whether they would have come without who sent them."""


def test_the_newest_answer_to_that_question_counts_up_to_the_day(check):
    check(
        answer="""
            customer | happened_on | kind   | question        | choice
            ann      | 9 days ago  | choice | would_have_come | no
            ann      | 5 days ago  | choice | would_have_come | yes
            ann      | 3 days ago  | choice | who_told        | customer
            ann      | tomorrow    | choice | would_have_come | no
        """,
        as_of="2026-06-30",
        expected="""
            customer | would_have_come
            ann      | yes
            no facts | null
        """,
    )
