"""days_since_last_contact: days from the newest contact or care done to the day looked at."""


def test_it_counts_whole_days_from_the_newest_of_contacts_and_care_done(check):
    check(
        contact="""
            customer   | happened_on  | channel
            talked     | 200 days ago | call
            talked     | 40 days ago  | email
            both       | 40 days ago  | call
            today      | today        | counter
        """,
        care="""
            customer   | planned_on
            both       | 30 days ago
            cared for  | 1 day ago
        """,
        as_of="2026-06-30",
        expected="""
            customer   | days_since_last_contact
            talked     | 40
            both       | 30
            cared for  | 1
            today      | 0
        """,
    )


def test_care_that_was_not_done_does_not_end_the_silence(check):
    check(
        contact="""
            customer | happened_on
            ann      | 40 days ago
        """,
        care="""
            customer | planned_on | state
            ann      | 9 days ago | shown
            ann      | 8 days ago | snoozed
            ann      | 7 days ago | not_right
            ann      | 6 days ago | held_out
        """,
        as_of="2026-06-30",
        expected="""
            customer | days_since_last_contact
            ann      | 40
        """,
    )


def test_an_order_is_no_contact(check):
    check(
        order="""
            customer | happened_on
            ann      | today
        """,
        contact="""
            customer | happened_on
            ann      | 40 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | days_since_last_contact
            ann      | 40
        """,
    )


def test_it_is_null_where_no_contact_is_on_record(check):
    check(
        contact="""
            customer       | happened_on
            calls tomorrow | tomorrow
        """,
        care="""
            customer       | planned_on | state
            left alone     | 9 days ago | held_out
        """,
        as_of="2026-06-30",
        expected="""
            customer       | days_since_last_contact
            calls tomorrow | null
            left alone     | null
            no facts       | null
        """,
    )
