"""personal_welcome: calls, visits and talks at the counter that were welcome."""


def test_calls_visits_and_talks_at_the_counter_are_personal_and_nothing_else_is(check):
    check(
        contact="""
            customer | happened_on | channel | reaction
            call     | 9 days ago  | call    | welcome
            visit    | 9 days ago  | visit   | welcome
            counter  | 9 days ago  | counter | welcome
            message  | 9 days ago  | message | welcome
            email    | 9 days ago  | email   | welcome
            letter   | 9 days ago  | letter  | welcome
        """,
        as_of="2026-06-30",
        expected="""
            customer | personal_welcome
            call     | 1
            visit    | 1
            counter  | 1
            message  | 0
            email    | 0
            letter   | 0
        """,
    )


def test_only_a_reaction_of_welcome_counts(check):
    check(
        contact="""
            customer     | happened_on | reaction
            welcome      | 9 days ago  | welcome
            neutral      | 9 days ago  | neutral
            unwelcome    | 9 days ago  | unwelcome
            ignored      | 9 days ago  | ignored
            not observed | 9 days ago  | null
        """,
        as_of="2026-06-30",
        expected="""
            customer     | personal_welcome
            welcome      | 1
            neutral      | 0
            unwelcome    | 0
            ignored      | 0
            not observed | 0
        """,
    )


def test_each_contact_counts_also_several_of_one_day_and_whoever_began_it(check):
    check(
        contact="""
            customer | happened_on  | began_by | reaction
            ann      | 900 days ago | us       | welcome
            ann      | 9 days ago   | customer | welcome
            ann      | 9 days ago   | null     | welcome
        """,
        as_of="2026-06-30",
        expected="""
            customer | personal_welcome
            ann      | 3
        """,
    )


def test_how_care_was_received_counts_where_somebody_said_that_it_was_done_in_person(check):
    check(
        care="""
            customer    | planned_on | state   | received | channel
            by phone    | 9 days ago | done    | welcome  | call
            at the desk | 9 days ago | done    | welcome  | counter
            in writing  | 9 days ago | done    | welcome  | message
            not said    | 9 days ago | done    | welcome  | null
            snoozed     | 9 days ago | snoozed | null     | call
        """,
        as_of="2026-06-30",
        expected="""
            customer    | contacts | personal_welcome
            by phone    | 1        | 1
            at the desk | 1        | 1
            in writing  | 1        | 0
            not said    | 1        | 0
            snoozed     | 0        | 0
        """,
    )


def test_the_day_itself_counts_and_the_day_after_is_not_known_yet(check):
    check(
        contact="""
            customer | happened_on | reaction
            ann      | today       | welcome
            ann      | tomorrow    | welcome
        """,
        as_of="2026-06-30",
        expected="""
            customer | personal_welcome
            ann      | 1
            no facts | 0
        """,
    )
