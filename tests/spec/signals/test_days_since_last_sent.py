"""days_since_last_sent: days since a customer last sent somebody new."""


def test_the_newest_pair_counts_each_from_the_day_it_was_first_told(check):
    check(
        referral="""
            customer   | came | happened_on
            ann        | ben  | 90 days ago
            ann        | cal  | 9 days ago
            told twice | dan  | 90 days ago
            told twice | dan  | 2 days ago
            today      | eve  | today
            not yet    | fay  | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer   | days_since_last_sent
            ann        | 9
            told twice | 90
            today      | 0
            not yet    | null
            ben        | null
            cal        | null
            dan        | null
            eve        | null
            fay        | null
            no facts   | null
        """,
    )


def test_who_was_here_before_them_was_not_sent(check):
    check(
        referral="""
            customer | came  | happened_on
            ann      | older | 9 days ago
        """,
        order="""
            customer | happened_on
            ann      | 30 days ago
            older    | 60 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | days_since_last_sent
            ann      | null
            older    | null
        """,
    )
