"""no_shows: reservations of customers who were expected and did not come."""


def test_only_who_was_expected_and_did_not_come(check):
    check(
        reservation="""
            customer   | happened_on | arrives_on | state
            never came | 40 days ago | 9 days ago | no_show
            never came | 40 days ago | today      | no_show
            came       | 40 days ago | 9 days ago | stayed
            cancelled  | 40 days ago | 9 days ago | cancelled
        """,
        as_of="2026-06-30",
        expected="""
            customer   | no_shows
            never came | 2
            came       | 0
            cancelled  | 0
            no facts   | 0
        """,
    )


def test_before_the_day_of_arrival_nobody_knows_it(check):
    check(
        reservation="""
            customer | happened_on | arrives_on | state
            ann      | 40 days ago | tomorrow   | no_show
        """,
        as_of="2026-06-30",
        expected="""
            customer | no_shows
            ann      | 0
        """,
    )
