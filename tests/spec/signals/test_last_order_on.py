"""last_order_on: the day of the newest purchase."""


def test_it_is_the_newest_day_with_a_purchase(check):
    check(
        order="""
            customer | happened_on
            ann      | 2026-05-02
            ann      | 2026-05-01
            ben      | 2026-06-01
            ben      | 2026-06-01
        """,
        as_of="2026-06-30",
        expected="""
            customer | last_order_on
            ann      | 2026-05-02
            ben      | 2026-06-01
        """,
    )


def test_what_came_after_the_newest_purchase_does_not_count(check):
    check(
        order="""
            customer            | happened_on | state     | amount_minor
            sent it back        | 2026-04-01  | placed    | 5000
            sent it back        | 2026-04-20  | returned  | -5000
            cancelled the next  | 2026-04-01  | placed    | 5000
            cancelled the next  | 2026-05-01  | cancelled | 5000
            paid postage        | 2026-04-01  | placed    | 5000
            paid postage        | 2026-05-01  | placed    | 0
        """,
        as_of="2026-06-30",
        expected="""
            customer            | last_order_on
            sent it back        | 2026-04-01
            cancelled the next  | 2026-04-01
            paid postage        | 2026-04-01
        """,
    )


def test_amounts_not_known_and_other_currencies_count(check):
    check(
        order="""
            customer | happened_on | amount_minor | currency
            ann      | 2026-03-01  | 5000         | EUR
            ann      | 2026-04-01  | null         | EUR
            ben      | 2026-03-02  | 5000         | USD
        """,
        as_of="2026-06-30",
        expected="""
            customer | last_order_on
            ann      | 2026-04-01
            ben      | 2026-03-02
        """,
    )


def test_the_day_itself_counts_and_the_day_after_is_not_known_yet(check):
    check(
        order="""
            customer | happened_on
            ann      | 9 days ago
            ann      | today
            ann      | tomorrow
            ben      | 9 days ago
            ben      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | last_order_on
            ann      | 2026-06-30
            ben      | 2026-06-21
        """,
    )


def test_it_is_null_for_who_has_not_bought_yet(check):
    check(
        order="""
            customer          | happened_on | state     | amount_minor
            buys tomorrow     | tomorrow    | placed    | 5000
            only cancelled    | 9 days ago  | cancelled | 5000
            only sent back    | 9 days ago  | returned  | -5000
            only postage      | 9 days ago  | placed    | 0
        """,
        as_of="2026-06-30",
        expected="""
            customer          | last_order_on
            buys tomorrow     | null
            only cancelled    | null
            only sent back    | null
            only postage      | null
            no facts          | null
        """,
    )
