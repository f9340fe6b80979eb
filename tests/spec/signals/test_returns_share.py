"""returns_share: how much of what was bought came back, by amount."""


def test_it_is_the_amount_returned_over_the_amount_bought(check):
    check(
        order="""
            customer       | happened_on | state    | amount_minor
            a third        | 40 days ago | placed   | 1000
            a third        | 40 days ago | placed   | 2000
            a third        | 20 days ago | returned | -600
            a third        | 20 days ago | returned | -400
            all of it      | 40 days ago | placed   | 1000
            all of it      | 20 days ago | returned | -1000
            nothing        | 40 days ago | placed   | 1000
        """,
        as_of="2026-06-30",
        expected="""
            customer       | returns_share
            a third        | 0.33333333333333333
            all of it      | 1
            nothing        | 0
        """,
    )


def test_it_is_above_1_where_more_came_back_than_is_on_record(check):
    check(
        order="""
            customer | happened_on | state    | amount_minor
            ann      | 40 days ago | placed   | 1000
            ann      | 20 days ago | returned | -2500
        """,
        as_of="2026-06-30",
        expected="""
            customer | returns_share
            ann      | 2.5
        """,
    )


def test_cancelled_orders_and_credits_are_neither_bought_nor_returned(check):
    check(
        order="""
            customer | happened_on | state     | amount_minor
            ann      | 40 days ago | placed    | 1000
            ann      | 39 days ago | cancelled | 3000
            ann      | 38 days ago | placed    | -500
            ann      | 20 days ago | returned  | -500
        """,
        as_of="2026-06-30",
        expected="""
            customer | returns_share
            ann      | 0.5
        """,
    )


def test_amounts_not_known_and_other_currencies_are_left_out_on_both_sides(check):
    check(
        order="""
            customer | happened_on | state    | amount_minor | currency
            ann      | 40 days ago | placed   | 1000         | EUR
            ann      | 40 days ago | placed   | null         | EUR
            ann      | 39 days ago | placed   | 5000         | USD
            ann      | 20 days ago | returned | -100         | EUR
            ann      | 20 days ago | returned | null         | EUR
            ann      | 19 days ago | returned | -5000        | USD
        """,
        as_of="2026-06-30",
        expected="""
            customer | returns_share
            ann      | 0.1
        """,
    )


def test_a_return_after_the_day_is_not_known_yet(check):
    check(
        order="""
            customer | happened_on | state    | amount_minor
            ann      | 5 days ago  | placed   | 1000
            ann      | today       | returned | -200
            ann      | tomorrow    | returned | -800
        """,
        as_of="2026-06-30",
        expected="""
            customer | returns_share
            ann      | 0.2
        """,
    )


def test_it_is_null_never_0_where_nothing_was_bought_with_a_known_amount(check):
    check(
        order="""
            customer          | happened_on | state     | amount_minor | currency
            amount not told   | 5 days ago  | placed    | null         | EUR
            paid in dollars   | 5 days ago  | placed    | 1000         | USD
            only postage      | 5 days ago  | placed    | 0            | EUR
            only cancelled    | 5 days ago  | cancelled | 1000         | EUR
            only sent back    | 5 days ago  | returned  | -1000        | EUR
            buys tomorrow     | tomorrow    | placed    | 1000         | EUR
        """,
        as_of="2026-06-30",
        expected="""
            customer          | returns_share
            amount not told   | null
            paid in dollars   | null
            only postage      | null
            only cancelled    | null
            only sent back    | null
            buys tomorrow     | null
            no facts          | null
        """,
    )
