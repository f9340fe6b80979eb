"""low_rating: customers whose low rating nobody has answered."""


def test_it_is_for_whoever_waits_for_a_reply_up_to_three_months(chooses):
    chooses(
        "low_rating",
        wanted="""
            column          | value
            low_rating_days | 10
        """,
        but="""
            customer          | differs in             | chosen
            today             | low_rating_days = 0    | yes
            ninety days       | low_rating_days = 90   | yes
            longer ago        | low_rating_days = 91   | no
            nothing to answer | low_rating_days = null | no
        """,
    )
