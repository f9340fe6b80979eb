"""low_rating_days: days since the newest low rating that nobody has answered."""


def test_a_rating_of_3_of_5_or_less_is_low(check):
    check(
        review="""
            customer  | happened_on | rating_milli | best_rating
            two       | 9 days ago  | 2000         | 5
            three     | 9 days ago  | 3000         | 5
            above     | 9 days ago  | 3001         | 5
            of ten    | 9 days ago  | 6000         | 10
            of ten up | 9 days ago  | 7000         | 10
            no rating | 9 days ago  | null         | null
            today     | today       | 1000         | 5
            not yet   | tomorrow    | 1000         | 5
        """,
        as_of="2026-06-30",
        expected="""
            customer  | low_rating_days
            two       | 9
            three     | 9
            above     | null
            of ten    | 9
            of ten up | null
            no rating | null
            today     | 0
            not yet   | null
            no facts  | null
        """,
    )


def test_the_newest_that_waits_counts_and_a_reply_ends_the_waiting(check):
    check(
        review="""
            customer      | happened_on | rating_milli | replied_on
            two wait      | 90 days ago | 1000         | null
            two wait      | 9 days ago  | 2000         | null
            one waits     | 90 days ago | 1000         | null
            one waits     | 9 days ago  | 2000         | 3 days ago
            none waits    | 9 days ago  | 2000         | today
            replied since | 9 days ago  | 2000         | tomorrow
            better since  | 9 days ago  | 2000         | null
            better since  | 2 days ago  | 5000         | null
        """,
        as_of="2026-06-30",
        expected="""
            customer      | low_rating_days
            two wait      | 9
            one waits     | 90
            none waits    | null
            replied since | 9
            better since  | 9
        """,
    )


def test_care_because_of_it_answers_all_up_to_its_day(check):
    check(
        review="""
            customer     | happened_on | rating_milli
            cared for    | 9 days ago  | 2000
            same day     | 9 days ago  | 2000
            another      | 9 days ago  | 2000
            another      | 2 days ago  | 1000
            only shown   | 9 days ago  | 2000
            other care   | 9 days ago  | 2000
            other key    | 9 days ago  | 2000
        """,
        care="""
            customer       | planned_on | state | play
            cared for      | 8 days ago | done  | low_rating
            same day       | 9 days ago | done  | low_rating
            another        | 5 days ago | done  | low_rating
            only shown     | 8 days ago | shown | low_rating
            other care     | 8 days ago | done  | first_order
            other key@shop | 8 days ago | done  | low_rating
        """,
        as_of="2026-06-30",
        expected="""
            customer     | low_rating_days
            cared for    | null
            same day     | null
            another      | 2
            only shown   | 9
            other care   | 9
            other key    | null
        """,
    )


def test_who_says_at_the_desk_that_it_is_answered_or_need_not_be_ends_it_until_taken_back(check):
    check(
        review="""
            customer   | source_id | happened_on | rating_milli
            replied    | V1        | 9 days ago  | 2000
            needs none | V2        | 9 days ago  | 2000
            taken back | V3        | 9 days ago  | 2000
            a stay     | V4        | 9 days ago  | 2000
        """,
        follow_up="""
            about_key | about       | happened_on | became
            V1        | review      | 2 days ago  | replied
            V2        | review      | 2 days ago  | needs_no_reply
            V3        | review      | 2 days ago  | replied
            V3        | review      | 1 days ago  | open
            V4        | reservation | 2 days ago  | replied
        """,
        as_of="2026-06-30",
        expected="""
            customer   | low_rating_days
            replied    | null
            needs none | null
            taken back | 9
            a stay     | 9
        """,
    )
