"""problem_open: customers whose problem has been open for three days or more."""


def test_it_is_for_whoever_waits_three_days_and_not_yet_for_a_year(chooses):
    chooses(
        "problem_open",
        wanted="""
            column                   | value
            problems_open            | 1
            oldest_open_problem_days | 10
        """,
        but="""
            customer         | differs in                      | chosen
            three days       | oldest_open_problem_days = 3    | yes
            two days         | oldest_open_problem_days = 2    | no
            told today       | oldest_open_problem_days = 0    | no
            a year           | oldest_open_problem_days = 365  | yes
            more than a year | oldest_open_problem_days = 366  | no
            nothing is open  | problems_open = 0, oldest_open_problem_days = null | no
            several          | problems_open = 3               | yes
        """,
    )
