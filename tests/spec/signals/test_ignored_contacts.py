"""ignored_contacts: contacts of ours in a row that met silence."""


def test_each_of_ours_that_was_ignored_counts_and_what_nobody_observed_does_not(check):
    check(
        contact="""
            customer  | happened_on | began_by | reaction
            ann       | 9 days ago  | us       | ignored
            ann       | 6 days ago  | us       | ignored
            ann       | 3 days ago  | us       | null
            not ours  | 9 days ago  | customer | ignored
            not known | 9 days ago  | null     | ignored
        """,
        care="""
            customer | planned_on | received
            ann      | 2 days ago | ignored
        """,
        as_of="2026-06-30",
        expected="""
            customer  | ignored_contacts
            ann       | 3
            not ours  | 0
            not known | 0
            no facts  | 0
        """,
    )


def test_a_reaction_a_word_of_theirs_an_order_or_a_booking_ends_the_row(check):
    check(
        contact="""
            customer      | happened_on | began_by | reaction
            reacted       | 9 days ago  | us       | ignored
            reacted       | 6 days ago  | us       | unwelcome
            reacted       | 3 days ago  | us       | ignored
            wrote         | 9 days ago  | us       | ignored
            wrote         | 6 days ago  | customer | null
            ordered       | 9 days ago  | us       | ignored
            ordered since | 3 days ago  | us       | ignored
            booked        | 9 days ago  | us       | ignored
            cancelled     | 9 days ago  | us       | ignored
        """,
        order="""
            customer      | happened_on | state
            ordered       | 6 days ago  | placed
            ordered since | 6 days ago  | placed
            cancelled     | 6 days ago  | cancelled
        """,
        reservation="""
            customer  | happened_on | arrives_on | state
            booked    | 6 days ago  | in 40 days | booked
            cancelled | 6 days ago  | in 40 days | cancelled
        """,
        as_of="2026-06-30",
        expected="""
            customer      | ignored_contacts
            reacted       | 1
            wrote         | 0
            ordered       | 0
            ordered since | 1
            booked        | 0
            cancelled     | 1
        """,
    )


def test_a_sign_on_the_same_day_answers_it(check):
    check(
        contact="""
            customer | happened_on | began_by | reaction
            ann      | 9 days ago  | us       | ignored
            ann      | 9 days ago  | us       | welcome
            ben      | 9 days ago  | us       | ignored
        """,
        order="""
            customer | happened_on
            ben      | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | ignored_contacts
            ann      | 0
            ben      | 0
        """,
    )


def test_what_comes_after_the_day_neither_counts_nor_answers(check):
    check(
        contact="""
            customer | happened_on | began_by | reaction
            ann      | today       | us       | ignored
            ann      | tomorrow    | us       | ignored
            ben      | 9 days ago  | us       | ignored
            ben      | tomorrow    | us       | welcome
        """,
        order="""
            customer | happened_on
            ann      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | ignored_contacts
            ann      | 1
            ben      | 1
        """,
    )
