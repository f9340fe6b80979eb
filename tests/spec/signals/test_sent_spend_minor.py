"""sent_spend_minor: what those whom a customer sent have spent."""


def test_it_is_their_whole_spend_also_where_others_sent_them_too(check):
    check(
        order="""
            customer | happened_on | state    | amount_minor
            cal      | 9 days ago  | placed   | 1000
            cal      | 5 days ago  | returned | -200
            dan      | 5 days ago  | placed   | 50
            dan      | tomorrow    | placed   | 5000
        """,
        referral="""
            customer | came | happened_on
            ann      | cal  | 20 days ago
            ann      | dan  | 20 days ago
            ben      | cal  | 20 days ago
            cal      | eve  | 20 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | sent_spend_minor
            ann      | 850
            ben      | 800
            cal      | 0
            dan      | 0
            eve      | 0
            no facts | 0
        """,
    )


def test_those_whom_they_sent_in_turn_do_not_count(check):
    check(
        order="""
            customer | happened_on | amount_minor
            second   | 9 days ago  | 100
            third    | 5 days ago  | 40
        """,
        referral="""
            customer | came   | happened_on
            first    | second | 20 days ago
            second   | third  | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | sent_spend_minor
            first    | 100
            second   | 40
            third    | 0
        """,
    )
