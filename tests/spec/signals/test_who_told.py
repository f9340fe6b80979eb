"""who_told: the newest answer to who told them about us."""


def test_the_newest_answer_to_that_question_counts_up_to_the_day(check):
    check(
        answer="""
            customer   | happened_on | kind   | question        | choice
            ann        | 90 days ago | choice | who_told        | search
            ann        | 9 days ago  | choice | who_told        | customer
            ann        | 5 days ago  | choice | would_have_come | yes
            ann        | 3 days ago  | choice | who_told        | null
            ann        | tomorrow    | choice | who_told        | advert
            other kind | 9 days ago  | choice | why_stay        | price
        """,
        as_of="2026-06-30",
        expected="""
            customer   | who_told
            ann        | customer
            other kind | null
            no facts   | null
        """,
    )


def test_of_one_day_the_later_instant_counts_then_the_first_by_name(check):
    check(
        answer="""
            customer   | happened_on | happened_at         | kind   | question | choice
            by instant | 2026-06-20  | 2026-06-20T09:00:00 | choice | who_told | advert
            by instant | 2026-06-20  | 2026-06-20T17:00:00 | choice | who_told | search
            by instant | 2026-06-20  | null                | choice | who_told | customer
            by name    | 2026-06-20  | null                | choice | who_told | search
            by name    | 2026-06-20  | null                | choice | who_told | customer
        """,
        as_of="2026-06-30",
        expected="""
            customer   | who_told
            by instant | search
            by name    | customer
        """,
    )
