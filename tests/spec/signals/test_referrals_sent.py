"""referrals_sent: how many customers came because this one sent them."""


def test_each_customer_who_came_counts_once(check):
    check(
        referral="""
            customer | came     | happened_on
            ann      | ben      | 90 days ago
            ann      | ben      | 9 days ago
            ann      | ben@shop | 9 days ago
            ann@shop | cal      | 9 days ago
            dan      | cal      | 9 days ago
            ann      | dora     | today
            ann      | later    | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | referrals_sent
            ann      | 3
            dan      | 1
            ben      | 0
            cal      | 0
            dora     | 0
            later    | 0
            no facts | 0
        """,
    )


def test_nobody_sends_themselves_also_not_under_two_keys(check):
    check(
        referral="""
            customer | came     | happened_on
            ann      | ann      | 9 days ago
            ben      | ben@shop | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | referrals_sent
            ann      | 0
            ben      | 0
        """,
    )


def test_who_became_a_customer_later_sent_nobody_who_was_here_before(check):
    check(
        order="""
            customer | happened_on
            elder    | 90 days ago
            younger  | 9 days ago
            same day | 9 days ago
        """,
        referral="""
            customer     | came    | happened_on
            elder        | younger | 9 days ago
            younger      | elder   | 5 days ago
            same day     | younger | 9 days ago
            never bought | elder   | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer     | referrals_sent
            elder        | 1
            younger      | 0
            same day     | 1
            never bought | 1
        """,
    )


def test_what_is_more_likely_wrong_than_right_is_left_out(check):
    check(
        referral="""
            customer | came | happened_on | confidence_permille
            not said | ben  | 9 days ago  | null
            likely   | ben  | 9 days ago  | 500
            unlikely | ben  | 9 days ago  | 499
        """,
        as_of="2026-06-30",
        expected="""
            customer | referrals_sent
            not said | 1
            likely   | 1
            unlikely | 0
            ben      | 0
        """,
    )
