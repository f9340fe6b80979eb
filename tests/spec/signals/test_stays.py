"""stays: reservations of customers who came."""


def test_only_who_came_stayed(check):
    check(
        reservation="""
            customer    | happened_on | arrives_on  | state
            came        | 40 days ago | 9 days ago  | stayed
            came        | 40 days ago | 20 days ago | stayed
            never came  | 40 days ago | 9 days ago  | no_show
            cancelled   | 40 days ago | 9 days ago  | cancelled
            nobody told | 40 days ago | 9 days ago  | booked
        """,
        as_of="2026-06-30",
        expected="""
            customer    | stays
            came        | 2
            never came  | 0
            cancelled   | 0
            nobody told | 0
            no facts    | 0
        """,
    )


def test_a_stay_counts_from_the_day_of_arrival_though_the_source_knows_of_it_since(check):
    check(
        reservation="""
            customer | happened_on | arrives_on | state
            today    | 40 days ago | today      | stayed
            tomorrow | 40 days ago | tomorrow   | stayed
        """,
        as_of="2026-06-30",
        expected="""
            customer | stays
            today    | 1
            tomorrow | 0
        """,
    )
