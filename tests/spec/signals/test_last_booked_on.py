"""last_booked_on: the day of the last booking."""


def test_it_is_the_day_of_booking_not_of_arrival_and_a_cancelled_one_is_none(check):
    check(
        reservation="""
            customer   | happened_on | arrives_on | state
            ann        | 40 days ago | in 30 days | booked
            ann        | 50 days ago | 9 days ago | stayed
            never came | 50 days ago | 9 days ago | no_show
            cancelled  | 40 days ago | in 30 days | cancelled
        """,
        as_of="2026-06-30",
        expected="""
            customer   | last_booked_on
            ann        | 40 days ago
            never came | 50 days ago
            cancelled  | null
            no facts   | null
        """,
    )


def test_the_day_itself_counts_and_the_day_after_is_not_known_yet(check):
    check(
        reservation="""
            customer | happened_on | arrives_on | state
            today    | today       | in 9 days  | booked
            later    | tomorrow    | in 9 days  | booked
        """,
        as_of="2026-06-30",
        expected="""
            customer | last_booked_on
            today    | today
            later    | null
        """,
    )
