"""ask_reference: content customers of long standing who were never asked to speak for us."""


def test_it_is_for_content_customers_of_a_year_who_were_not_asked_yet(chooses):
    chooses(
        "ask_reference",
        wanted="""
            column                | value
            tenure_days           | 500
            order_days            | 6
            days_since_last_order | 20
            problems_open         | 0
            last_nps              | 10
        """,
        but="""
            customer           | differs in                             | chosen
            a year             | tenure_days = 365                      | yes
            a day less         | tenure_days = 364                      | no
            four days          | order_days = 4                         | yes
            three              | order_days = 3                         | no
            three months ago   | days_since_last_order = 90             | yes
            longer ago         | days_since_last_order = 91             | no
            has a problem      | problems_open = 1                      | no
            might recommend    | last_nps = 8                           | no
            rated us highly    | last_nps = null, last_rating_milli = 4500 | yes
            said yes already   | reference_said = given                 | no
            said no            | reference_said = withdrawn             | no
            was asked          | days_since_reference_asked = 400       | no
        """,
    )
