"""spend_90d_minor: what a customer spent in the last 90 days, the day looked at among them."""


def test_the_day_itself_is_the_first_of_the_90_and_89_days_ago_the_last(check):
    check(
        order="""
            customer | happened_on  | amount_minor
            ann      | today        | 1
            ann      | 89 days ago  | 20
            ann      | 90 days ago  | 300
            ann      | tomorrow     | 4000
        """,
        as_of="2026-06-30",
        expected="""
            customer | spend_90d_minor
            ann      | 21
        """,
    )


def test_several_orders_of_one_day_are_added(check):
    check(
        order="""
            customer | happened_on | amount_minor
            ann      | 5 days ago  | 100
            ann      | 5 days ago  | 100
        """,
        as_of="2026-06-30",
        expected="""
            customer | spend_90d_minor
            ann      | 200
        """,
    )


def test_a_return_counts_on_the_day_the_goods_came_back(check):
    check(
        order="""
            customer            | happened_on  | state     | amount_minor
            bought long ago     | 100 days ago | placed    | 5000
            bought long ago     | 10 days ago  | returned  | -5000
            all of it long ago  | 120 days ago | placed    | 5000
            all of it long ago  | 100 days ago | returned  | -5000
            lately              | 20 days ago  | placed    | 5000
            lately              | 10 days ago  | returned  | -1000
        """,
        as_of="2026-06-30",
        expected="""
            customer            | spend_90d_minor
            bought long ago     | -5000
            all of it long ago  | 0
            lately              | 4000
        """,
    )


def test_cancelled_orders_amounts_of_0_and_amounts_not_known_add_nothing(check):
    check(
        order="""
            customer      | happened_on | state     | amount_minor
            ann           | 20 days ago | placed    | 5000
            ann           | 19 days ago | cancelled | 700
            ann           | 18 days ago | placed    | 0
            ann           | 17 days ago | placed    | null
            nothing told  | 17 days ago | placed    | null
        """,
        as_of="2026-06-30",
        expected="""
            customer      | spend_90d_minor
            ann           | 5000
            nothing told  | 0
        """,
    )


def test_another_currency_is_left_out(check):
    check(
        order="""
            customer | happened_on | amount_minor | currency
            ann      | 20 days ago | 5000         | EUR
            ann      | 19 days ago | 700          | USD
            ben      | 19 days ago | 700          | USD
        """,
        as_of="2026-06-30",
        expected="""
            customer | spend_90d_minor
            ann      | 5000
            ben      | 0
        """,
    )


def test_it_is_0_never_null_where_nothing_was_spent(check):
    check(
        order="""
            customer     | happened_on
            silent since | 200 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer     | spend_90d_minor
            silent since | 0
            no facts     | 0
        """,
    )
