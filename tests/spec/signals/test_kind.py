"""kind: whether a customer is an account or a person."""


def test_it_is_what_the_record_of_the_customer_says(check):
    check(
        customer="""
            customer | kind
            ann      | person
            acme     | account
        """,
        as_of="2026-06-30",
        expected="""
            customer | kind
            ann      | person
            acme     | account
        """,
    )


def test_where_two_records_disagree_it_is_an_account(check):
    check(
        customer="""
            customer  | kind
            acme      | person
            acme@shop | account
        """,
        as_of="2026-06-30",
        expected="""
            customer | kind
            acme     | account
        """,
    )


def test_it_is_null_for_a_customer_known_from_their_facts_alone(check):
    check(
        order="""
            customer    | happened_on
            only bought | 9 days ago
        """,
        contact="""
            customer    | happened_on
            only talked | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer    | kind
            only bought | null
            only talked | null
            no facts    | null
        """,
    )
