"""first_order: a check-in with everybody who has bought once, some days after."""


def test_it_is_for_who_bought_once_three_days_to_a_month_ago(chooses):
    chooses(
        "first_order",
        wanted="""
            column                | value
            orders                | 1
            days_since_last_order | 10
        """,
        but="""
            customer              | differs in                               | chosen
            ordered again         | orders = 2                               | no
            never bought          | orders = 0, days_since_last_order = null | no
            only sent things back | orders = 0                               | no
            two days ago          | days_since_last_order = 2                | no
            three days ago        | days_since_last_order = 3                | yes
            thirty days ago       | days_since_last_order = 30               | yes
            thirty-one days ago   | days_since_last_order = 31               | no
            today                 | days_since_last_order = 0                | no
            no last order         | days_since_last_order = null             | no
        """,
    )
