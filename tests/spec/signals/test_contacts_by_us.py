"""contacts_by_us: contacts that we began, and care done."""


def test_care_that_was_done_is_ours_to_begin(check):
    check(
        contact="""
            customer  | happened_on | began_by
            ann       | 9 days ago  | us
            ann       | 9 days ago  | customer
            not known | 9 days ago  | null
        """,
        care="""
            customer   | planned_on | state
            ann        | 8 days ago | done
            cared for  | 8 days ago | done
            left alone | 8 days ago | held_out
        """,
        as_of="2026-06-30",
        expected="""
            customer   | contacts_by_us
            ann        | 2
            not known  | 0
            cared for  | 1
            left alone | 0
            no facts   | 0
        """,
    )


def test_the_day_itself_counts_and_the_day_after_is_not_known_yet(check):
    check(
        contact="""
            customer | happened_on | began_by
            ann      | today       | us
            ann      | tomorrow    | us
        """,
        care="""
            customer | planned_on
            ben      | today
            ben      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | contacts_by_us
            ann      | 1
            ben      | 1
        """,
    )
