"""first_order_on: the day of the first purchase."""


def test_it_is_the_oldest_day_with_a_purchase(check):
    check(
        order="""
            customer | happened_on
            ann      | 2026-05-02
            ann      | 2024-02-29
            ann      | 2026-05-01
            ben      | 2026-06-01
            ben      | 2026-06-01
        """,
        as_of="2026-06-30",
        expected="""
            customer | first_order_on
            ann      | 2024-02-29
            ben      | 2026-06-01
        """,
    )


def test_what_came_before_the_first_purchase_does_not_count(check):
    check(
        order="""
            customer        | happened_on | state     | amount_minor
            cancelled first | 2026-03-01  | cancelled | 5000
            cancelled first | 2026-04-01  | placed    | 5000
            returned first  | 2026-03-01  | returned  | -5000
            returned first  | 2026-04-01  | placed    | 5000
            postage first   | 2026-03-01  | placed    | 0
            postage first   | 2026-04-01  | placed    | 5000
        """,
        as_of="2026-06-30",
        expected="""
            customer        | first_order_on
            cancelled first | 2026-04-01
            returned first  | 2026-04-01
            postage first   | 2026-04-01
        """,
    )


def test_a_purchase_sent_back_was_still_the_first(check):
    check(
        order="""
            customer | happened_on | state    | amount_minor
            ann      | 2026-03-01  | placed   | 5000
            ann      | 2026-03-05  | returned | -5000
            ann      | 2026-04-01  | placed   | 5000
        """,
        as_of="2026-06-30",
        expected="""
            customer | first_order_on
            ann      | 2026-03-01
        """,
    )


def test_amounts_not_known_and_other_currencies_count(check):
    check(
        order="""
            customer | happened_on | amount_minor | currency
            ann      | 2026-03-01  | null         | EUR
            ann      | 2026-04-01  | 5000         | EUR
            ben      | 2026-03-02  | 5000         | USD
        """,
        as_of="2026-06-30",
        expected="""
            customer | first_order_on
            ann      | 2026-03-01
            ben      | 2026-03-02
        """,
    )


def test_it_is_null_for_who_has_not_bought_yet(check):
    check(
        order="""
            customer          | happened_on | state     | amount_minor
            buys today        | today       | placed    | 5000
            buys tomorrow     | tomorrow    | placed    | 5000
            only cancelled    | 9 days ago  | cancelled | 5000
            only sent back    | 9 days ago  | returned  | -5000
            only postage      | 9 days ago  | placed    | 0
        """,
        as_of="2026-06-30",
        expected="""
            customer          | first_order_on
            buys today        | 2026-06-30
            buys tomorrow     | null
            only cancelled    | null
            only sent back    | null
            only postage      | null
            no facts          | null
        """,
    )
