"""contacts: how often there was contact with a customer, either way."""


def test_every_contact_counts_by_any_channel_and_whoever_began_it(check):
    check(
        contact="""
            customer | happened_on | channel | began_by
            ann      | 2024-01-01  | call    | us
            ann      | 9 days ago  | visit   | customer
            ann      | 9 days ago  | counter | null
            ann      | 9 days ago  | message | us
            ann      | 5 days ago  | email   | customer
            ann      | 5 days ago  | letter  | us
        """,
        as_of="2026-06-30",
        expected="""
            customer | contacts
            ann      | 6
        """,
    )


def test_a_contact_counts_however_it_was_received(check):
    check(
        contact="""
            customer | happened_on | reaction
            ann      | 9 days ago  | welcome
            ann      | 9 days ago  | neutral
            ann      | 9 days ago  | unwelcome
            ann      | 9 days ago  | ignored
            ann      | 9 days ago  | null
        """,
        as_of="2026-06-30",
        expected="""
            customer | contacts
            ann      | 5
        """,
    )


def test_care_counts_once_it_is_done(check):
    check(
        care="""
            customer  | planned_on | state
            done      | 9 days ago | done
            planned   | 9 days ago | shown
            later     | 9 days ago | snoozed
            not right | 9 days ago | not_right
            held out  | 9 days ago | held_out
        """,
        as_of="2026-06-30",
        expected="""
            customer  | contacts
            done      | 1
            planned   | 0
            later     | 0
            not right | 0
            held out  | 0
        """,
    )


def test_contacts_and_care_are_added(check):
    check(
        contact="""
            customer | happened_on
            ann      | 9 days ago
            ann      | 8 days ago
        """,
        care="""
            customer | planned_on
            ann      | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | contacts
            ann      | 3
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
            ben      | today
            ben      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | contacts
            ann      | 1
            ben      | 1
        """,
    )


def test_an_order_is_no_contact_and_a_customer_without_facts_has_0(check):
    check(
        order="""
            customer    | happened_on
            only bought | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer    | contacts
            only bought | 0
            no facts    | 0
        """,
    )
