"""order_days: on how many days a customer bought; the buying models count these, not orders."""


def test_several_orders_of_one_day_are_one_day(check):
    check(
        order="""
            customer | happened_on
            ann      | 2026-06-01
            ann      | 2026-06-01
            ann      | 2026-06-29
            ben      | 2026-06-30
            ben      | 2026-06-30
            ben      | 2026-06-30
        """,
        as_of="2026-06-30",
        expected="""
            customer | orders | order_days
            ann      | 3      | 2
            ben      | 3      | 1
        """,
    )


def test_days_with_only_a_return_a_cancelled_order_or_postage_do_not_count(check):
    check(
        order="""
            customer      | happened_on | state     | amount_minor
            ann           | 9 days ago  | placed    | 5000
            ann           | 7 days ago  | returned  | -5000
            ann           | 5 days ago  | cancelled | 5000
            ann           | 3 days ago  | placed    | 0
            only postage  | 3 days ago  | placed    | 0
        """,
        as_of="2026-06-30",
        expected="""
            customer      | order_days
            ann           | 1
            only postage  | 0
        """,
    )


def test_postage_on_the_day_of_a_purchase_changes_nothing(check):
    check(
        order="""
            customer | happened_on | amount_minor
            ann      | 3 days ago  | 0
            ann      | 3 days ago  | 5000
            ann      | 3 days ago  | 0
        """,
        as_of="2026-06-30",
        expected="""
            customer | order_days
            ann      | 1
        """,
    )


def test_amounts_not_known_and_other_currencies_count(check):
    check(
        order="""
            customer | happened_on | amount_minor | currency
            ann      | 9 days ago  | null         | EUR
            ann      | 5 days ago  | 700          | USD
            ann      | 5 days ago  | 700          | EUR
        """,
        as_of="2026-06-30",
        expected="""
            customer | order_days
            ann      | 2
        """,
    )


def test_the_day_itself_counts_and_the_day_after_does_not(check):
    check(
        order="""
            customer | happened_on
            ann      | 3 days ago
            ann      | today
            ann      | tomorrow
        """,
        as_of="2026-06-30",
        expected="""
            customer | order_days
            ann      | 2
        """,
    )


def test_it_is_0_never_null_for_a_customer_who_never_bought(check):
    check(
        contact="""
            customer    | happened_on
            only talked | 3 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer    | order_days
            only talked | 0
            no facts    | 0
        """,
    )
