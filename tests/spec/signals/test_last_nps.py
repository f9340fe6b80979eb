"""last_nps: the score of the newest NPS answer."""


def test_the_newest_of_its_kind_counts_up_to_the_day(check):
    check(
        answer="""
            customer   | happened_on | kind | score
            ann        | 90 days ago | nps  | 9
            ann        | 9 days ago  | nps  | 2
            ann        | 5 days ago  | ces  | 1
            ann        | 3 days ago  | nps  | null
            ann        | tomorrow    | nps  | 10
            today      | today       | nps  | 0
            other kind | 9 days ago  | ces  | 9
        """,
        as_of="2026-06-30",
        expected="""
            customer   | last_nps
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
            by instant | 2026-06-20  | 2026-06-20T09:00:00 | nps  | 2
            by instant | 2026-06-20  | 2026-06-20T17:00:00 | nps  | 10
            by instant | 2026-06-20  | null                | nps  | 3
            by score   | 2026-06-20  | null                | nps  | 10
            by score   | 2026-06-20  | null                | nps  | 3
        """,
        as_of="2026-06-30",
        expected="""
            customer   | last_nps
            by instant | 10
            by score   | 3
        """,
    )
