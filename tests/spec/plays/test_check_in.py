"""check_in: customers to be asked once after an order of a kind that was chosen."""


def test_it_is_for_two_weeks_from_the_day_on_which_the_question_is_due(chooses):
    chooses(
        "check_in",
        wanted="""
            column            | value
            check_in_due_days | 5
        """,
        but="""
            customer    | differs in | chosen
            today       | check_in_due_days = 0 | yes
            last day    | check_in_due_days = 13 | yes
            too late    | check_in_due_days = 14 | no
            nothing due | check_in_due_days = null | no
        """,
    )
