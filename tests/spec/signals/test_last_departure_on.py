"""last_departure_on: the last day a stay ended."""


def test_it_is_the_last_departure_of_who_came(check):
    check(
        reservation="""
            customer     | happened_on | arrives_on  | departs_on  | state
            ann          | 90 days ago | 60 days ago | 58 days ago | stayed
            ann          | 90 days ago | 9 days ago  | 7 days ago  | stayed
            never came   | 90 days ago | 9 days ago  | 7 days ago  | no_show
            day not told | 90 days ago | 9 days ago  | null        | stayed
        """,
        as_of="2026-06-30",
        expected="""
            customer     | last_departure_on
            ann          | 7 days ago
            never came   | null
            day not told | 9 days ago
            no facts     | null
        """,
    )


def test_who_is_still_here_has_not_left(check):
    check(
        reservation="""
            customer        | happened_on | arrives_on | departs_on | state
            leaves today    | 9 days ago  | 3 days ago | today      | stayed
            leaves tomorrow | 9 days ago  | 3 days ago | tomorrow   | stayed
            still to come   | 9 days ago  | tomorrow   | in 3 days  | stayed
        """,
        as_of="2026-06-30",
        expected="""
            customer        | last_departure_on
            leaves today    | today
            leaves tomorrow | null
            still to come   | null
        """,
    )
