"""large_and_silent: the tenth that spends most, where nobody was in touch for half a year."""


def test_it_is_for_large_customers_of_some_standing_without_contact_for_half_a_year(chooses):
    chooses(
        "large_and_silent",
        wanted="""
            column                  | value
            spend_top_share         | 0.05
            order_days              | 5
            days_since_last_order   | 60
            tenure_days             | 400
            days_since_last_contact | 200
        """,
        but="""
            customer                | differs in                                     | chosen
            just in the top tenth   | spend_top_share = 0.1                          | yes
            just out of it          | spend_top_share = 0.1000001                    | no
            not ranked              | spend_top_share = null                         | no
            bought on two days      | order_days = 2                                 | yes
            bought on one           | order_days = 1                                 | no
            bought half a year ago  | days_since_last_order = 180                    | yes
            bought longer ago       | days_since_last_order = 181                    | no
            last order not known    | days_since_last_order = null                   | no
            customer for half a year | tenure_days = 180                             | yes
            a day less              | tenure_days = 179                              | no
            tenure not known        | tenure_days = null                             | no
            contact 181 days ago    | days_since_last_contact = 181                  | yes
            contact 180 days ago    | days_since_last_contact = 180                  | no
            contact today           | days_since_last_contact = 0                    | no
            no contact on record    | days_since_last_contact = null                 | yes
        """,
    )
