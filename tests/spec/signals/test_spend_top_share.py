"""spend_top_share: the place by spend among all who ever bought; 0.1 is the top tenth."""


def test_it_is_the_place_by_spend_over_how_many_bought(check):
    check(
        order="""
            customer    | happened_on | amount_minor
            first       | 9 days ago  | 5000
            second      | 9 days ago  | 4000
            also second | 9 days ago  | 4000
            fourth      | 9 days ago  | 1000
        """,
        as_of="2026-06-30",
        expected="""
            customer    | spend_top_share
            first       | 0.25
            second      | 0.5
            also second | 0.5
            fourth      | 1
        """,
    )


def test_only_those_who_bought_by_then_have_a_place(check):
    check(
        order="""
            customer  | happened_on | state     | amount_minor
            ann       | today       | placed    | 500
            cancelled | 9 days ago  | cancelled | 9000
            tomorrow  | tomorrow    | placed    | 9000
            nothing   | 9 days ago  | placed    | 0
            sent back | 9 days ago  | returned  | -900
        """,
        as_of="2026-06-30",
        expected="""
            customer  | spend_top_share
            ann       | 1
            cancelled | null
            tomorrow  | null
            nothing   | null
            sent back | null
            no facts  | null
        """,
    )


def test_who_sent_all_back_bought_and_stands_last(check):
    check(
        order="""
            customer | happened_on | state    | amount_minor
            ann      | 9 days ago  | placed   | 500
            ben      | 9 days ago  | placed   | 900
            ben      | 2 days ago  | returned | -900
        """,
        as_of="2026-06-30",
        expected="""
            customer | spend_minor | spend_top_share
            ann      | 500         | 0.5
            ben      | 0           | 1
        """,
    )


def test_in_a_book_without_amounts_all_stand_alike(check):
    check(
        order="""
            customer | happened_on | amount_minor
            ann      | 9 days ago  | null
            ben      | 9 days ago  | null
        """,
        as_of="2026-06-30",
        expected="""
            customer | spend_top_share
            ann      | 0.5
            ben      | 0.5
        """,
    )
