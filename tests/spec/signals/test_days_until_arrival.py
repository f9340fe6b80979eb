"""days_until_arrival: days until the next arrival."""


def test_it_counts_to_the_first_arrival_that_is_still_to_come_and_is_0_today(check):
    check(
        reservation="""
            customer     | happened_on | arrives_on | state
            ann          | 40 days ago | in 30 days | booked
            ann          | 40 days ago | in 9 days  | booked
            past         | 40 days ago | 9 days ago | stayed
            past unknown | 40 days ago | 9 days ago | booked
            cancelled    | 40 days ago | in 9 days  | cancelled
            today        | 40 days ago | today      | booked
            here already | 40 days ago | today      | stayed
        """,
        as_of="2026-06-30",
        expected="""
            customer     | days_until_arrival
            ann          | 9
            past         | null
            past unknown | null
            cancelled    | null
            today        | 0
            here already | null
            no facts     | null
        """,
    )


def test_only_what_was_booked_by_then_is_expected(check):
    check(
        reservation="""
            customer     | happened_on | arrives_on | state
            came since   | 40 days ago | in 9 days  | stayed
            never came   | 40 days ago | in 9 days  | no_show
            booked later | tomorrow    | in 9 days  | booked
            booked today | today       | in 9 days  | booked
        """,
        as_of="2026-06-30",
        expected="""
            customer     | days_until_arrival
            came since   | 9
            never came   | 9
            booked later | null
            booked today | 9
        """,
    )
