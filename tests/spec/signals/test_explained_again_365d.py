"""explained_again_365d: how often they contacted us after another had taken their problem over."""


def test_a_contact_after_a_transfer_explains_again_however_many_took_over(check):
    check(
        problem="""
            customer | source_id | happened_on
            ann      | a         | 60 days ago
            ben      | b         | 60 days ago
            cal      | c         | 60 days ago
        """,
        problem_event="""
            problem_key | kind     | happened_on
            a           | transfer | 59 days ago
            a           | transfer | 58 days ago
            a           | contact  | 50 days ago
            a           | contact  | 40 days ago
            a           | transfer | 30 days ago
            a           | contact  | 20 days ago
            b           | contact  | 50 days ago
            b           | transfer | 40 days ago
            c           | contact  | 50 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | explained_again_365d
            ann      | 2
            ben      | 0
            cal      | 0
        """,
    )


def test_within_a_day_the_instants_tell_and_without_them_nobody_explained_again(check):
    check(
        problem="""
            customer | source_id | happened_on
            known    | a         | 9 days ago
            before   | b         | 9 days ago
            unknown  | c         | 9 days ago
        """,
        problem_event="""
            problem_key | kind     | happened_on | happened_at
            a           | transfer | 5 days ago  | 2026-06-25 09:00
            a           | contact  | 5 days ago  | 2026-06-25 10:00
            b           | contact  | 5 days ago  | 2026-06-25 08:00
            b           | transfer | 5 days ago  | 2026-06-25 09:00
            c           | transfer | 5 days ago  | null
            c           | contact  | 5 days ago  | null
        """,
        as_of="2026-06-30",
        expected="""
            customer | explained_again_365d
            known    | 1
            before   | 0
            unknown  | 0
        """,
    )
