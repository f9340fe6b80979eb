"""stays: reservations of customers who came."""


def test_only_who_came_stayed(check):
    check(
        reservation="""
            customer    | happened_on | arrives_on  | state
            came        | 40 days ago | 9 days ago  | stayed
            came        | 40 days ago | 20 days ago | stayed
            never came  | 40 days ago | 9 days ago  | no_show
            cancelled   | 40 days ago | 9 days ago  | cancelled
            nobody told | 40 days ago | 9 days ago  | booked
        """,
        as_of="2026-06-30",
        expected="""
            customer    | stays
            came        | 2
            never came  | 0
            cancelled   | 0
            nobody told | 0
            no facts    | 0
        """,
    )


def test_a_stay_counts_from_the_day_of_arrival_though_the_source_knows_of_it_since(check):
    check(
        reservation="""
            customer | happened_on | arrives_on | state
            today    | 40 days ago | today      | stayed
            tomorrow | 40 days ago | tomorrow   | stayed
        """,
        as_of="2026-06-30",
        expected="""
            customer | stays
            today    | 1
            tomorrow | 0
        """,
    )


def test_what_was_seen_at_the_desk_counts_before_what_the_source_tells(check):
    check(
        reservation="""
            customer     | source_id | happened_on | arrives_on | state
            came         | R1        | 40 days ago | 9 days ago | booked
            never came   | R2        | 40 days ago | 9 days ago | stayed
            taken back   | R3        | 40 days ago | 9 days ago | stayed
            said since   | R4        | 40 days ago | 9 days ago | booked
            of a review  | R5        | 40 days ago | 9 days ago | booked
        """,
        follow_up="""
            about_key | happened_on | became       | about
            R1        | 9 days ago  | arrived      | reservation
            R2        | 9 days ago  | did_not_come | reservation
            R3        | 9 days ago  | did_not_come | reservation
            R3        | 8 days ago  | open         | reservation
            R4        | tomorrow    | arrived      | reservation
            R5        | 9 days ago  | arrived      | review
        """,
        as_of="2026-06-30",
        expected="""
            customer     | stays | no_shows
            came         | 1     | 0
            never came   | 0     | 1
            taken back   | 1     | 0
            said since   | 0     | 0
            of a review  | 0     | 0
        """,
    )


def test_a_word_about_another_source_s_reservation_of_the_same_key_is_none_about_this(check):
    check(
        reservation="""
            customer | source_id | happened_on | arrives_on | state
            ann      | R1        | 40 days ago | 9 days ago | booked
        """,
        follow_up="""
            about_key | about_source | happened_on | became
            R1        | shop         | 9 days ago  | arrived
        """,
        as_of="2026-06-30",
        expected="""
            customer | stays
            ann      | 0
        """,
    )
