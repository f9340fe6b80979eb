"""last_ces: the score of the newest CES answer."""


def test_the_newest_of_its_kind_counts_up_to_the_day(check):
    check(
        answer="""
            customer   | happened_on | kind | score
            ann        | 90 days ago | ces  | 6
            ann        | 9 days ago  | ces  | 2
            ann        | 5 days ago  | nps  | 1
            ann        | 3 days ago  | ces  | null
            ann        | tomorrow    | ces  | 7
            today      | today       | ces  | 0
            other kind | 9 days ago  | nps  | 6
        """,
        as_of="2026-06-30",
        expected="""
            customer   | last_ces
            ann        | 2
            today      | 0
            other kind | null
            no facts   | null
        """,
    )


def test_of_one_day_the_later_instant_counts_then_the_lower_score(check):
    check(
        answer="""
            customer   | happened_on | happened_at         | kind | score
            by instant | 2026-06-20  | 2026-06-20T09:00:00 | ces  | 2
            by instant | 2026-06-20  | 2026-06-20T17:00:00 | ces  | 7
            by instant | 2026-06-20  | null                | ces  | 3
            by score   | 2026-06-20  | null                | ces  | 7
            by score   | 2026-06-20  | null                | ces  | 3
        """,
        as_of="2026-06-30",
        expected="""
            customer   | last_ces
            by instant | 7
            by score   | 3
        """,
    )
