"""repeat_contacts_365d: how often customers had to contact us again about a problem."""


def test_a_contact_within_a_week_of_the_one_before_is_a_repeat(check):
    check(
        problem="""
            customer | source_id | happened_on
            ann      | a         | 60 days ago
            ben      | b         | 60 days ago
        """,
        problem_event="""
            problem_key | kind    | happened_on
            a           | contact | 53 days ago
            a           | contact | 46 days ago
            b           | contact | 52 days ago
            b           | contact | 44 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | repeat_contacts_365d
            ann      | 2
            ben      | 0
            no facts | 0
        """,
    )


def test_the_report_is_not_a_repeat_of_itself_and_our_own_call_is_none(check):
    check(
        problem="""
            customer  | source_id | happened_on | happened_at
            one day   | a         | 9 days ago  | null
            same day  | b         | 9 days ago  | null
            instant   | c         | 9 days ago  | 2026-06-21 10:00
            we called | d         | 9 days ago  | null
        """,
        problem_event="""
            problem_key | kind    | happened_on | happened_at      | began_by
            a           | contact | 9 days ago  | null             | customer
            b           | contact | 9 days ago  | null             | customer
            b           | contact | 9 days ago  | null             | customer
            c           | contact | 9 days ago  | 2026-06-21 10:00 | customer
            c           | contact | 9 days ago  | 2026-06-21 16:00 | null
            d           | contact | 8 days ago  | null             | us
        """,
        as_of="2026-06-30",
        expected="""
            customer  | repeat_contacts_365d
            one day   | 0
            same day  | 1
            instant   | 1
            we called | 0
        """,
    )


def test_a_contact_logged_with_no_problem_belongs_to_the_newest_that_was_open(check):
    check(
        problem="""
            customer | source_id | happened_on | state  | ended_on
            ann      | a         | 400 days ago | open   | null
            ann      | b         | 9 days ago  | solved | 4 days ago
            ben      | c         | 9 days ago  | solved | 8 days ago
            cal      | d         | 9 days ago  | solved | null
        """,
        contact="""
            customer | happened_on | began_by
            ann      | 9 days ago  | customer
            ann      | 5 days ago  | customer
            ann      | 3 days ago  | customer
            ann      | 5 days ago  | us
            ben      | 3 days ago  | customer
            cal      | 8 days ago  | customer
        """,
        as_of="2026-06-30",
        expected="""
            customer | repeat_contacts_365d
            ann      | 1
            ben      | 0
            cal      | 0
        """,
    )


def test_what_is_logged_with_the_problem_counts_once(check):
    check(
        problem="""
            customer | source_id | happened_on
            ann      | a         | 9 days ago
        """,
        problem_event="""
            problem_key | kind    | happened_on
            a           | contact | 5 days ago
        """,
        contact="""
            customer | happened_on | began_by
            ann      | 5 days ago  | customer
        """,
        as_of="2026-06-30",
        expected="""
            customer | repeat_contacts_365d
            ann      | 1
        """,
    )


def test_a_contact_of_the_log_told_again_under_its_key_is_no_other_problem_s(check):
    check(
        problem="""
            customer | source_id | happened_on
            ann      | a         | 9 days ago
            ann      | b         | 8 days ago
            ben      | c         | 9 days ago
            ben      | d         | 8 days ago
        """,
        problem_event="""
            problem_key | source_id | kind    | happened_on
            a           | said      | contact | 5 days ago
            c           | said too  | contact | 5 days ago
        """,
        contact="""
            customer | source_id | happened_on | began_by
            ann      | said      | 5 days ago  | customer
            ben      | other     | 5 days ago  | customer
        """,
        as_of="2026-06-30",
        expected="""
            customer | repeat_contacts_365d
            ann      | 1
            ben      | 2
        """,
    )


def test_problems_told_in_the_last_365_days_count_and_what_comes_later_is_not_known(check):
    check(
        problem="""
            customer | source_id | happened_on
            old      | a         | 365 days ago
            new      | b         | 364 days ago
            later    | c         | today
        """,
        problem_event="""
            problem_key | kind    | happened_on
            a           | contact | 364 days ago
            b           | contact | 363 days ago
            c           | contact | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | repeat_contacts_365d
            old      | 0
            new      | 1
            later    | 0
        """,
    )
