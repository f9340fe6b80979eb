"""discounted_orders: purchases with a discount."""


def test_an_amount_taken_off_or_a_code_where_no_amount_is_told_is_a_discount(check):
    check(
        order="""
            customer        | happened_on | discount_minor | discount_code
            amount          | 9 days ago  | 200            | null
            both            | 9 days ago  | 200            | SPRING
            only a code     | 9 days ago  | null           | SPRING
            code of nothing | 9 days ago  | 0              | SPRING
            none            | 9 days ago  | 0              | null
            not told        | 9 days ago  | null           | null
        """,
        as_of="2026-06-30",
        expected="""
            customer        | discounted_orders
            amount          | 1
            both            | 1
            only a code     | 1
            code of nothing | 0
            none            | 0
            not told        | 0
        """,
    )


def test_only_purchases_up_to_the_day_count(check):
    check(
        order="""
            customer  | happened_on | state     | amount_minor | discount_minor
            ann       | today       | placed    | 500          | 100
            ann       | 9 days ago  | placed    | 500          | 100
            ann       | tomorrow    | placed    | 500          | 100
            returned  | 9 days ago  | returned  | -500         | 100
            cancelled | 9 days ago  | cancelled | 500          | 100
        """,
        as_of="2026-06-30",
        expected="""
            customer  | discounted_orders
            ann       | 2
            returned  | 0
            cancelled | 0
            no facts  | 0
        """,
    )
