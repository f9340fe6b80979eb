"""treatment_stated: how the customer said they like to be treated."""


def test_it_is_what_the_customer_said(check):
    check(
        customer="""
            customer    | treatment | treatment_on
            likes talks | contact   | 2026-01-05
            likes peace | distance  | 2026-01-05
            no day told | distance  | null
        """,
        as_of="2026-06-30",
        expected="""
            customer    | treatment_stated
            likes talks | contact
            likes peace | distance
            no day told | distance
        """,
    )


def test_of_several_statements_the_newest_counts(check):
    check(
        customer="""
            customer          | treatment | treatment_on
            now contact       | distance  | 2025-01-05
            now contact@shop  | contact   | 2026-01-05
            now distance      | distance  | 2026-01-05
            now distance@shop | contact   | 2025-01-05
        """,
        as_of="2026-06-30",
        expected="""
            customer     | treatment_stated
            now contact  | contact
            now distance | distance
        """,
    )


def test_a_statement_without_a_day_gives_way_and_of_one_day_distance_counts(check):
    check(
        customer="""
            customer           | treatment | treatment_on
            one undated        | distance  | null
            one undated@shop   | contact   | 2020-01-05
            both one day       | contact   | 2026-01-05
            both one day@shop  | distance  | 2026-01-05
            both undated       | distance  | null
            both undated@shop  | contact   | null
            one says none      | contact   | 2026-01-05
            one says none@shop | null      | null
        """,
        as_of="2026-06-30",
        expected="""
            customer      | treatment_stated
            one undated   | contact
            both one day  | distance
            both undated  | distance
            one says none | contact
        """,
    )


def test_what_they_will_say_after_the_day_is_not_known_yet(check):
    check(
        customer="""
            customer          | treatment | treatment_on
            changes mind      | contact   | today
            changes mind@shop | distance  | tomorrow
            says so tomorrow  | distance  | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer         | treatment_stated
            changes mind     | contact
            says so tomorrow | null
        """,
    )


def test_it_is_null_where_nothing_was_ever_said(check):
    check(
        customer="""
            customer | treatment
            silent   | null
        """,
        contact="""
            customer | happened_on | channel | reaction
            reacts   | 9 days ago  | call    | welcome
        """,
        as_of="2026-06-30",
        expected="""
            customer | treatment_stated
            silent   | null
            reacts   | null
            no facts | null
        """,
    )


def test_what_they_told_the_staff_counts_like_what_a_record_says(check):
    check(
        customer="""
            customer | treatment | treatment_on
            ann      | distance  | 2026-01-05
            ben      | distance  | 2026-03-05
            cal      | null      | null
        """,
        treatment="""
            customer | treatment | happened_on
            ann      | contact   | 2026-02-01
            ben      | contact   | 2026-02-01
            cal      | ask       | 2026-02-01
        """,
        as_of="2026-06-30",
        expected="""
            customer | treatment_stated
            ann      | contact
            ben      | distance
            cal      | ask
        """,
    )


def test_what_holds_no_longer_is_no_statement_and_those_before_it_are_past(check):
    check(
        customer="""
            customer | treatment | treatment_on
            ann      | distance  | 2026-01-05
            ben      | distance  | 2026-01-05
        """,
        treatment="""
            customer | treatment | happened_on | until_on
            ann      | contact   | 2026-02-01  | 2026-06-30
            ben      | contact   | 2026-02-01  | 2026-06-29
        """,
        as_of="2026-06-30",
        expected="""
            customer | treatment_stated
            ann      | contact
            ben      | null
        """,
    )
