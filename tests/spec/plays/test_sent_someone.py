"""sent_someone: customers who sent somebody in the last month."""


def test_it_is_for_whoever_sent_somebody_in_the_last_thirty_days(chooses):
    chooses(
        "sent_someone",
        wanted="""
            column               | value
            days_since_last_sent | 10
        """,
        but="""
            customer    | differs in                  | chosen
            today       | days_since_last_sent = 0    | yes
            thirty days | days_since_last_sent = 30   | yes
            a day more  | days_since_last_sent = 31   | no
            sent nobody | days_since_last_sent = null | no
        """,
    )


def test_nobody_is_thanked_twice_for_the_same_for_the_cool_down_outlasts_the_month():
    from regulars.plays import plays

    assert plays()["sent_someone"].cool_down_days > 30
