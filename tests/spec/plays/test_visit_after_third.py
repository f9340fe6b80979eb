"""visit_after_third: customers with three problems or more within a year."""


def test_it_is_for_customers_still_whose_third_problem_came_within_a_year(chooses):
    chooses(
        "visit_after_third",
        wanted="""
            column                | value
            problems_365d         | 3
            days_since_last_order | 20
        """,
        but="""
            customer        | differs in                  | chosen
            four            | problems_365d = 4           | yes
            two             | problems_365d = 2           | no
            gone for a year | days_since_last_order = 366 | no
            a year          | days_since_last_order = 365 | yes
            never ordered   | days_since_last_order = null | no
        """,
    )
