"""last_heard_on: the last day the customer gave a sign in a contact."""


def test_a_contact_they_began_and_any_reaction_but_silence_is_a_sign(check):
    check(
        contact="""
            customer         | happened_on | began_by | reaction
            they wrote       | 9 days ago  | customer | null
            welcome          | 9 days ago  | us       | welcome
            neutral          | 9 days ago  | us       | neutral
            unwelcome        | 9 days ago  | us       | unwelcome
            beginner unknown | 9 days ago  | null     | neutral
            ignored          | 9 days ago  | us       | ignored
            not observed     | 9 days ago  | us       | null
        """,
        care="""
            customer       | planned_on | received
            took care well | 9 days ago | welcome
            silent to care | 9 days ago | ignored
        """,
        as_of="2026-06-30",
        expected="""
            customer         | last_heard_on
            they wrote       | 9 days ago
            welcome          | 9 days ago
            neutral          | 9 days ago
            unwelcome        | 9 days ago
            beginner unknown | 9 days ago
            ignored          | null
            not observed     | null
            took care well   | 9 days ago
            silent to care   | null
            no facts         | null
        """,
    )


def test_the_last_sign_up_to_the_day_counts(check):
    check(
        contact="""
            customer | happened_on | began_by | reaction
            ann      | 20 days ago | customer | null
            ann      | 9 days ago  | us       | welcome
            ann      | 3 days ago  | us       | ignored
            ann      | tomorrow    | customer | null
            today    | today       | customer | null
        """,
        as_of="2026-06-30",
        expected="""
            customer | last_heard_on
            ann      | 9 days ago
            today    | today
        """,
    )
