"""promise_broken_days: days since the oldest promise by which they have not heard from us."""


def test_a_promise_is_broken_from_the_day_after_it_on(check):
    check(
        problem="""
            customer    | happened_on | state  | ended_on    | promised_at
            ann         | 20 days ago | open   | null        | 2026-06-20T09:00
            ann         | 9 days ago  | open   | null        | 2026-06-25T09:00
            of today    | 9 days ago  | open   | null        | 2026-06-30T00:30
            yesterday   | 9 days ago  | open   | null        | 2026-06-29T23:30
            ended       | 20 days ago | solved | 10 days ago | 2026-06-19T09:00
            no promise  | 9 days ago  | open   | null        | null
        """,
        as_of="2026-06-30",
        expected="""
            customer   | promise_broken_days
            ann        | 10
            of today   | null
            yesterday  | 1
            ended      | null
            no promise | null
            no facts   | null
        """,
    )


def test_getting_in_touch_after_it_was_made_keeps_it(check):
    check(
        problem="""
            source_id | customer       | happened_on | happened_at      | promised_at
            kept      | kept           | 9 days ago  | 2026-06-21T08:00 | 2026-06-22T09:00
            they did  | they called    | 9 days ago  | 2026-06-21T08:00 | 2026-06-22T09:00
            before    | talked before  | 9 days ago  | 2026-06-21T08:00 | 2026-06-24T09:00
            no word   | promised again | 9 days ago  | 2026-06-21T08:00 | 2026-06-22T09:00
            later     | next day       | 9 days ago  | 2026-06-21T08:00 | 2026-06-22T09:00
        """,
        problem_event="""
            problem_key | kind    | began_by | happened_on | happened_at
            kept        | contact | us       | 8 days ago  | 2026-06-22T08:00
            they did    | contact | customer | 8 days ago  | 2026-06-22T08:00
            before      | contact | us       | 9 days ago  | 2026-06-21T09:00
            before      | promise | null     | 9 days ago  | 2026-06-21T10:00
            no word     | promise | null     | 9 days ago  | 2026-06-21T10:00
            no word     | contact | us       | 9 days ago  | 2026-06-21T10:00
            later       | contact | us       | tomorrow    | 2026-07-01T08:00
        """,
        as_of="2026-06-30",
        expected="""
            customer       | promise_broken_days
            kept           | null
            they called    | 8
            talked before  | 6
            promised again | null
            next day       | 8
        """,
    )
