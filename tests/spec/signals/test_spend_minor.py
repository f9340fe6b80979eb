"""spend_minor: what a customer spent in all, net of returns, in the book's currency."""


def test_it_is_the_sum_of_all_purchases(check):
    check(
        order="""
            customer | happened_on   | amount_minor
            ann      | 2019-01-01    | 100
            ann      | 40 days ago   | 2000
            ann      | 40 days ago   | 30
            ben      | today         | 9007199254740993
        """,
        as_of="2026-06-30",
        expected="""
            customer | spend_minor
            ann      | 2130
            ben      | 9007199254740993
        """,
    )


def test_returns_are_taken_off_also_where_the_purchase_is_not_on_record(check):
    check(
        order="""
            customer          | happened_on | state    | amount_minor
            sent some back    | 40 days ago | placed   | 5000
            sent some back    | 20 days ago | returned | -1500
            sent all back     | 40 days ago | placed   | 5000
            sent all back     | 20 days ago | returned | -5000
            bought elsewhere  | 20 days ago | returned | -800
        """,
        as_of="2026-06-30",
        expected="""
            customer          | spend_minor
            sent some back    | 3500
            sent all back     | 0
            bought elsewhere  | -800
        """,
    )


def test_cancelled_orders_never_were_sales(check):
    check(
        order="""
            customer | happened_on | state     | amount_minor
            ann      | 40 days ago | placed    | 5000
            ann      | 39 days ago | cancelled | 7000
            ben      | 39 days ago | cancelled | 7000
        """,
        as_of="2026-06-30",
        expected="""
            customer | spend_minor
            ann      | 5000
            ben      | 0
        """,
    )


def test_amounts_of_0_add_nothing_and_a_credit_is_taken_off(check):
    check(
        order="""
            customer | happened_on | amount_minor
            ann      | 40 days ago | 5000
            ann      | 39 days ago | 0
            ben      | 40 days ago | 5000
            ben      | 39 days ago | -200
        """,
        as_of="2026-06-30",
        expected="""
            customer | spend_minor
            ann      | 5000
            ben      | 4800
        """,
    )


def test_amounts_not_known_are_left_out(check):
    check(
        order="""
            customer         | happened_on | amount_minor
            one not told     | 40 days ago | 5000
            one not told     | 39 days ago | null
            nothing told     | 39 days ago | null
        """,
        as_of="2026-06-30",
        expected="""
            customer         | spend_minor
            one not told     | 5000
            nothing told     | 0
        """,
    )


def test_two_currencies_are_never_added(check):
    order = """
        customer | happened_on | amount_minor | currency
        ann      | 40 days ago | 5000         | EUR
        ann      | 39 days ago | 700          | USD
        ben      | 39 days ago | 800          | USD
    """
    check(
        order=order,
        as_of="2026-06-30",
        currency="EUR",
        expected="""
            customer | spend_minor
            ann      | 5000
            ben      | 0
        """,
    )
    check(
        order=order,
        as_of="2026-06-30",
        currency="USD",
        expected="""
            customer | spend_minor
            ann      | 700
            ben      | 800
        """,
    )
    check(
        order=order,
        as_of="2026-06-30",
        currency=None,
        expected="""
            customer | spend_minor
            ann      | 0
            ben      | 0
        """,
    )


def test_what_comes_after_the_day_is_not_known_yet(check):
    check(
        order="""
            customer | happened_on | state    | amount_minor
            ann      | today       | placed   | 5000
            ann      | tomorrow    | placed   | 700
            ann      | tomorrow    | returned | -5000
        """,
        as_of="2026-06-30",
        expected="""
            customer | spend_minor
            ann      | 5000
            no facts | 0
        """,
    )
