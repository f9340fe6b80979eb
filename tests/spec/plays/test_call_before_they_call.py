"""call_before_they_call: customers exposed to a known issue who have not spoken."""


def test_it_is_for_the_exposed_and_silent_while_the_issue_is_new_enough(chooses):
    chooses(
        "call_before_they_call",
        wanted="""
            column              | value
            exposed_silent_days | 5
        """,
        but="""
            customer    | differs in | chosen
            today       | exposed_silent_days = 0 | yes
            last day    | exposed_silent_days = 180 | yes
            too late    | exposed_silent_days = 181 | no
            nothing due | exposed_silent_days = null | no
        """,
    )
