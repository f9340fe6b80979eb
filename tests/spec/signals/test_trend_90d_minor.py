"""trend_90d_minor: spend of the last 90 days less that of the 90 days before."""


def test_it_is_what_came_in_the_last_90_days_less_what_came_in_the_90_before(check):
    check(
        order="""
            customer  | happened_on  | amount_minor
            grows     | 300 days ago | 9999
            grows     | 100 days ago | 1000
            grows     | 10 days ago  | 3000
            shrinks   | 300 days ago | 9999
            shrinks   | 100 days ago | 3000
            shrinks   | 100 days ago | 500
            silent    | 300 days ago | 9999
        """,
        as_of="2026-06-30",
        expected="""
            customer  | trend_90d_minor
            grows     | 2000
            shrinks   | -3500
            silent    | 0
        """,
    )


def test_the_windows_are_days_0_to_89_and_90_to_179_ago(check):
    check(
        order="""
            customer | happened_on  | amount_minor
            ann      | 180 days ago | 1
            ann      | 179 days ago | 20
            ann      | 90 days ago  | 300
            ann      | 89 days ago  | 4000
            ann      | today        | 50000
            ann      | tomorrow     | 600000
        """,
        as_of="2026-06-30",
        expected="""
            customer | trend_90d_minor
            ann      | 53680
        """,
    )


def test_it_is_null_before_180_days_have_passed_since_the_first_purchase(check):
    check(
        order="""
            customer       | happened_on  | state     | amount_minor
            just enough    | 180 days ago | placed    | 1000
            too new        | 179 days ago | placed    | 1000
            cancelled then | 200 days ago | cancelled | 1000
            cancelled then | 20 days ago  | placed    | 1000
            postage then   | 200 days ago | placed    | 0
            postage then   | 20 days ago  | placed    | 1000
            only sent back | 200 days ago | returned  | -1000
        """,
        as_of="2026-06-30",
        expected="""
            customer       | trend_90d_minor
            just enough    | 0
            too new        | null
            cancelled then | null
            postage then   | null
            only sent back | null
            no facts       | null
        """,
    )


def test_a_return_counts_on_the_day_the_goods_came_back(check):
    check(
        order="""
            customer | happened_on  | state    | amount_minor
            ann      | 300 days ago | placed   | 1000
            ann      | 100 days ago | placed   | 5000
            ann      | 80 days ago  | returned | -5000
        """,
        as_of="2026-06-30",
        expected="""
            customer | trend_90d_minor
            ann      | -10000
        """,
    )


def test_cancelled_orders_unknown_amounts_and_other_currencies_change_nothing(check):
    check(
        order="""
            customer | happened_on  | state     | amount_minor | currency
            ann      | 300 days ago | placed    | null         | EUR
            ann      | 100 days ago | cancelled | 5000         | EUR
            ann      | 90 days ago  | placed    | null         | EUR
            ann      | 20 days ago  | placed    | 700          | USD
            ann      | 10 days ago  | placed    | 800          | EUR
            abroad   | 300 days ago | placed    | 700          | USD
        """,
        as_of="2026-06-30",
        expected="""
            customer | trend_90d_minor
            ann      | 800
            abroad   | 0
        """,
    )
