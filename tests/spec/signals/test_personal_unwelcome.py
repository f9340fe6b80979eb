"""personal_unwelcome: calls, visits and talks at the counter that were not welcome."""


def test_calls_visits_and_talks_at_the_counter_are_personal_and_nothing_else_is(check):
    check(
        contact="""
            customer | happened_on | channel | reaction
            call     | 9 days ago  | call    | unwelcome
            visit    | 9 days ago  | visit   | unwelcome
            counter  | 9 days ago  | counter | unwelcome
            message  | 9 days ago  | message | unwelcome
            email    | 9 days ago  | email   | unwelcome
            letter   | 9 days ago  | letter  | unwelcome
        """,
        as_of="2026-06-30",
        expected="""
            customer | personal_unwelcome
            call     | 1
            visit    | 1
            counter  | 1
            message  | 0
            email    | 0
            letter   | 0
        """,
    )


def test_an_unwelcome_contact_counts_and_so_does_one_that_was_ignored(check):
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
            customer     | personal_unwelcome
            welcome      | 0
            neutral      | 0
            unwelcome    | 1
            ignored      | 1
            not observed | 0
        """,
    )


def test_each_contact_counts_also_several_of_one_day_and_whoever_began_it(check):
    check(
        contact="""
            customer | happened_on  | began_by | reaction
            ann      | 900 days ago | us       | unwelcome
            ann      | 9 days ago   | customer | unwelcome
            ann      | 9 days ago   | null     | unwelcome
        """,
        as_of="2026-06-30",
        expected="""
            customer | personal_unwelcome
            ann      | 3
        """,
    )


def test_how_care_was_received_is_no_personal_contact_for_its_channel_is_not_known(check):
    check(
        care="""
            customer | planned_on | state | received
            ann      | 9 days ago | done  | unwelcome
        """,
        as_of="2026-06-30",
        expected="""
            customer | contacts | personal_unwelcome
            ann      | 1        | 0
        """,
    )


def test_the_day_itself_counts_and_the_day_after_is_not_known_yet(check):
    check(
        contact="""
            customer | happened_on | reaction
            ann      | today       | unwelcome
            ann      | tomorrow    | unwelcome
        """,
        as_of="2026-06-30",
        expected="""
            customer | personal_unwelcome
            ann      | 1
            no facts | 0
        """,
    )
