"""referrals_received: how many customers sent this one."""


def test_each_who_sent_them_counts_once(check):
    check(
        referral="""
            customer | came  | happened_on
            ann      | cal   | 90 days ago
            ann      | cal   | 9 days ago
            ben      | cal   | today
            ben      | later | tomorrow
            cal      | cal   | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | referrals_received
            ann      | 0
            ben      | 0
            cal      | 2
            later    | 0
            no facts | 0
        """,
    )


def test_who_became_a_customer_later_did_not_send_them(check):
    check(
        order="""
            customer | happened_on
            elder    | 90 days ago
            younger  | 9 days ago
        """,
        referral="""
            customer | came  | happened_on
            younger  | elder | 5 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | referrals_received
            elder    | 0
            younger  | 0
        """,
    )
