"""next_arrival_on: the next day a customer arrives."""


def test_it_is_the_first_arrival_that_is_still_to_come(check):
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
            customer     | next_arrival_on
            ann          | in 9 days
            past         | null
            past unknown | null
            cancelled    | null
            today        | today
            here already | null
            no facts     | null
        """,
    )


def test_whatever_became_of_it_since_only_what_was_booked_by_then_is_expected(check):
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
            customer     | next_arrival_on
            came since   | in 9 days
            never came   | in 9 days
            booked later | null
            booked today | in 9 days
        """,
    )


def test_who_was_seen_at_the_desk_is_not_expected_any_more_that_day(check):
    check(
        reservation="""
            customer | source_id | happened_on | arrives_on | state
            came     | R1        | 40 days ago | today      | booked
            did not  | R2        | 40 days ago | today      | booked
            back     | R3        | 40 days ago | today      | booked
        """,
        follow_up="""
            about_key | happened_on | happened_at         | became
            R1        | today       | null                | arrived
            R2        | today       | null                | did_not_come
            R3        | today       | 2026-06-30T08:00:00 | arrived
            R3        | today       | 2026-06-30T08:01:00 | open
        """,
        as_of="2026-06-30",
        expected="""
            customer | next_arrival_on
            came     | null
            did not  | null
            back     | today
        """,
    )
