"""treatment_stated_on: the day on which the customer said so."""


def test_it_is_the_day_of_the_statement_that_counts(check):
    check(
        customer="""
            customer        | treatment | treatment_on
            said once       | contact   | 2026-01-05
            said twice      | distance  | 2025-01-05
            said twice@shop | contact   | 2026-02-05
        """,
        as_of="2026-06-30",
        expected="""
            customer    | treatment_stated | treatment_stated_on
            said once   | contact          | 2026-01-05
            said twice  | contact          | 2026-02-05
        """,
    )


def test_a_day_without_a_statement_is_not_taken(check):
    check(
        customer="""
            customer | treatment | treatment_on
            ann      | contact   | 2025-01-05
            ann@shop | null      | 2026-02-05
            ben      | null      | 2026-02-05
        """,
        as_of="2026-06-30",
        expected="""
            customer    | treatment_stated | treatment_stated_on
            ann         | contact          | 2025-01-05
            ben         | null             | null
        """,
    )


def test_what_they_will_say_after_the_day_is_not_known_yet(check):
    check(
        customer="""
            customer | treatment | treatment_on
            ann      | contact   | 2025-01-05
            ann@shop | distance  | tomorrow
            today    | contact   | today
            tomorrow | contact   | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer     | treatment_stated_on
            ann          | 2025-01-05
            today        | 2026-06-30
            tomorrow     | null
        """,
    )


def test_it_is_null_where_nothing_was_said_or_the_day_is_not_known(check):
    check(
        customer="""
            customer    | treatment | treatment_on
            no day told | contact   | null
            silent      | null      | null
        """,
        as_of="2026-06-30",
        expected="""
            customer    | treatment_stated | treatment_stated_on
            no day told | contact          | null
            silent      | null             | null
            no facts    | null             | null
        """,
    )
