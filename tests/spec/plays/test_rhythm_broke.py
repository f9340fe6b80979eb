"""rhythm_broke: customers with a rhythm of their own who are later than they ever were."""


def test_it_is_for_who_is_later_than_their_own_gaps_explain_and_not_gone_for_a_year(chooses):
    chooses(
        "rhythm_broke",
        wanted="""
            column                | value
            order_days            | 4
            median_gap_days       | 10
            days_overdue          | 11
            longest_gap_days      | 12
            days_since_last_order | 21
        """,
        but="""
            customer             | differs in                                              | chosen
            three days           | order_days = 3                                          | no
            five days            | order_days = 5                                          | yes
            twice the gap        | days_overdue = 10                                       | no
            half a day more      | days_overdue = 10.5                                     | yes
            quick, six days late | median_gap_days = 5, days_overdue = 6                   | no
            quick, seven days    | median_gap_days = 5, days_overdue = 7                   | yes
            was away so long     | longest_gap_days = 21                                   | no
            was away a day less  | longest_gap_days = 20                                   | yes
            gone for a year      | days_since_last_order = 365, days_overdue = 355         | yes
            and a day            | days_since_last_order = 366, days_overdue = 356         | no
            not due yet          | days_since_last_order = 3, days_overdue = -7            | no
            due today            | days_since_last_order = 10, days_overdue = 0            | no
            no gap known         | median_gap_days = null                                  | no
            not known how late   | days_overdue = null                                     | no
            no longest gap       | longest_gap_days = null                                 | no
            no last order        | days_since_last_order = null                            | no
        """,
    )
