"""sent_customers_active: those a customer sent who bought in the last 365 days."""


def test_only_who_bought_within_a_year_is_active(check):
    check(
        order="""
            customer  | happened_on  | state
            lately    | 364 days ago | placed
            long ago  | 365 days ago | placed
            cancelled | 9 days ago   | cancelled
            later     | tomorrow     | placed
            today     | today        | placed
        """,
        referral="""
            customer | came         | happened_on
            ann      | lately       | 500 days ago
            ann      | long ago     | 500 days ago
            ann      | cancelled    | 500 days ago
            ann      | later        | 500 days ago
            ann      | never bought | 500 days ago
            ben      | today        | 500 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer     | sent_customers_active
            ann          | 1
            ben          | 1
            lately       | 0
            long ago     | 0
            cancelled    | 0
            later        | 0
            today        | 0
            never bought | 0
            no facts     | 0
        """,
    )
