"""anniversary: customers who filled another year this week, and are customers still."""


def test_it_is_for_customers_still_in_the_week_after_the_year_is_full(chooses):
    chooses(
        "anniversary",
        wanted="""
            column                 | value
            days_since_anniversary | 2
            order_days             | 5
            days_since_last_order  | 40
        """,
        but="""
            customer             | differs in                    | chosen
            today                | days_since_anniversary = 0    | yes
            the seventh day      | days_since_anniversary = 6    | yes
            a day later          | days_since_anniversary = 7    | no
            no year yet          | days_since_anniversary = null | no
            three days           | order_days = 3                | yes
            two days             | order_days = 2                | no
            silent for a year    | days_since_last_order = 365   | yes
            gone                 | days_since_last_order = 366   | no
            last order not known | days_since_last_order = null  | no
        """,
    )
