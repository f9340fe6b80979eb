"""contacts_by_customer: contacts that the customer began."""


def test_who_began_it_must_be_known(check):
    check(
        contact="""
            customer  | happened_on | began_by
            ann       | 9 days ago  | customer
            ann       | 9 days ago  | customer
            ann       | 9 days ago  | us
            not known | 9 days ago  | null
            ours      | 9 days ago  | us
        """,
        as_of="2026-06-30",
        expected="""
            customer  | contacts_by_customer
            ann       | 2
            not known | 0
            ours      | 0
            no facts  | 0
        """,
    )


def test_the_day_itself_counts_and_the_day_after_is_not_known_yet(check):
    check(
        contact="""
            customer | happened_on | began_by
            ann      | today       | customer
            ann      | tomorrow    | customer
        """,
        as_of="2026-06-30",
        expected="""
            customer | contacts_by_customer
            ann      | 1
        """,
    )
