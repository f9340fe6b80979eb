"""last_contact_on: the day of the newest contact, either way, or of care that was done."""


def test_it_is_the_newest_of_contacts_and_care_done(check):
    check(
        contact="""
            customer   | happened_on | channel
            talked     | 2026-05-01  | letter
            talked     | 2026-04-01  | call
            both       | 2026-04-01  | call
            both       | 2026-04-01  | call
        """,
        care="""
            customer   | planned_on
            both       | 2026-04-02
            cared for  | 2026-03-01
        """,
        as_of="2026-06-30",
        expected="""
            customer   | last_contact_on
            talked     | 2026-05-01
            both       | 2026-04-02
            cared for  | 2026-03-01
        """,
    )


def test_care_that_was_not_done_is_no_contact(check):
    check(
        contact="""
            customer | happened_on
            ann      | 2026-04-01
        """,
        care="""
            customer | planned_on | state
            ann      | 2026-05-01 | shown
            ann      | 2026-05-02 | snoozed
            ann      | 2026-05-03 | not_right
            ann      | 2026-05-04 | held_out
        """,
        as_of="2026-06-30",
        expected="""
            customer | last_contact_on
            ann      | 2026-04-01
        """,
    )


def test_the_day_itself_counts_and_the_day_after_is_not_known_yet(check):
    check(
        contact="""
            customer | happened_on
            ann      | today
            ann      | tomorrow
        """,
        care="""
            customer | planned_on
            ben      | 9 days ago
            ben      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | last_contact_on
            ann      | 2026-06-30
            ben      | 2026-06-21
        """,
    )


def test_it_is_null_where_no_contact_is_on_record(check):
    check(
        order="""
            customer      | happened_on
            only bought   | 9 days ago
        """,
        contact="""
            customer      | happened_on
            calls tomorrow | tomorrow
        """,
        care="""
            customer      | planned_on | state
            left alone    | 9 days ago | held_out
        """,
        as_of="2026-06-30",
        expected="""
            customer       | last_contact_on
            only bought    | null
            calls tomorrow | null
            left alone     | null
            no facts       | null
        """,
    )
