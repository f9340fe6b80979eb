"""tell_fixed: customers whose known issue was fixed and who were not told."""


def test_it_is_for_whoever_had_the_problem_and_does_not_know_that_it_is_over(chooses):
    chooses(
        "tell_fixed",
        wanted="""
            column            | value
            fixed_untold_days | 5
        """,
        but="""
            customer    | differs in | chosen
            today       | fixed_untold_days = 0 | yes
            last day    | fixed_untold_days = 90 | yes
            too late    | fixed_untold_days = 91 | no
            nothing due | fixed_untold_days = null | no
        """,
    )
