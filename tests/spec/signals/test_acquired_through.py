"""acquired_through: how a customer became one, as a source tells."""


def test_the_record_that_knows_them_longest_tells(check):
    check(
        customer="""
            customer             | since_on   | acquired_through
            ann                  | 2024-05-01 | fair
            ann@shop             | 2022-05-01 | walk-in
            undated              | null       | advert
            undated@shop         | 2025-01-01 | web
            only undated         | null       | walk-in
            only undated@shop    | null       | advert
            first is silent      | 2020-01-01 | null
            first is silent@shop | 2021-01-01 | fair
            none                 | 2020-01-01 | null
        """,
        as_of="2026-06-30",
        expected="""
            customer        | acquired_through
            ann             | walk-in
            undated         | web
            only undated    | advert
            first is silent | fair
            none            | null
            no facts        | null
        """,
    )


def test_who_becomes_a_customer_later_is_not_acquired_yet(check):
    check(
        customer="""
            customer | since_on | acquired_through
            today    | today    | fair
            later    | tomorrow | fair
        """,
        as_of="2026-06-30",
        expected="""
            customer | acquired_through
            today    | fair
            later    | null
        """,
    )
