"""discount_share: the share of a customer's purchases that had a discount."""


def test_orders_that_do_not_tell_are_left_out_on_both_sides(check):
    check(
        order="""
            customer  | happened_on | discount_minor | discount_code
            ann       | 9 days ago  | 200            | null
            ann       | 8 days ago  | 0              | null
            ann       | 7 days ago  | 0              | null
            ann       | 6 days ago  | null           | SPRING
            ann       | 5 days ago  | null           | null
            never one | 9 days ago  | 0              | null
        """,
        as_of="2026-06-30",
        expected="""
            customer  | discount_share
            ann       | 0.5
            never one | 0
        """,
    )


def test_without_an_order_that_tells_it_is_not_known(check):
    check(
        order="""
            customer  | happened_on | state     | discount_minor
            not told  | 9 days ago  | placed    | null
            cancelled | 9 days ago  | cancelled | 100
            later     | tomorrow    | placed    | 100
        """,
        as_of="2026-06-30",
        expected="""
            customer  | discount_share
            not told  | null
            cancelled | null
            later     | null
            no facts  | null
        """,
    )
