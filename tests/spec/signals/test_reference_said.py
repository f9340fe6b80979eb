"""reference_said: whether they agreed last to speak for the business to others."""


def test_the_newest_word_for_that_purpose_counts_up_to_the_day(check):
    check(
        consent="""
            customer | happened_on | purpose   | state
            ann      | 90 days ago | reference | withdrawn
            ann      | 9 days ago  | reference | given
            ann      | 5 days ago  | marketing | withdrawn
            ann      | tomorrow    | reference | withdrawn
            ben      | 9 days ago  | surveys   | given
        """,
        as_of="2026-06-30",
        expected="""
            customer | reference_said
            ann      | given
            ben      | null
            no facts | null
        """,
    )


def test_of_one_day_a_withdrawal_without_its_time_counts_then_the_latest_word(check):
    check(
        consent="""
            customer | happened_on | happened_at         | purpose   | state
            untimed  | 2026-06-20  | null                | reference | withdrawn
            untimed  | 2026-06-20  | 2026-06-20T17:00:00 | reference | given
            later    | 2026-06-20  | 2026-06-20T09:00:00 | reference | withdrawn
            later    | 2026-06-20  | 2026-06-20T17:00:00 | reference | given
            at once  | 2026-06-20  | 2026-06-20T17:00:00 | reference | given
            at once  | 2026-06-20  | 2026-06-20T17:00:00 | reference | withdrawn
        """,
        as_of="2026-06-30",
        expected="""
            customer | reference_said
            untimed  | withdrawn
            later    | given
            at once  | withdrawn
        """,
    )
