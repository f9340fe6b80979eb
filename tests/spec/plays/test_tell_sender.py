"""tell_sender: who sent somebody some weeks ago, and that one is a customer still."""


def test_it_is_for_who_sent_somebody_six_weeks_to_five_months_ago_who_buys_still(chooses):
    chooses(
        "tell_sender",
        wanted="""
            column                | value
            days_since_last_sent  | 60
            sent_customers_active | 1
            problems_open         | 0
        """,
        but="""
            customer           | differs in                  | chosen
            six weeks          | days_since_last_sent = 45   | yes
            too soon           | days_since_last_sent = 44   | no
            five months        | days_since_last_sent = 150  | yes
            too long ago       | days_since_last_sent = 151  | no
            sent nobody        | days_since_last_sent = null | no
            none of them buys  | sent_customers_active = 0   | no
            has a problem      | problems_open = 1           | no
        """,
    )
