"""Whose a fact is: the mapping of keys to customers is apart from the facts, and only it counts."""


def test_facts_under_two_keys_of_one_customer_count_together(check):
    check(
        identity="""
            customer | source | source_id
            ann      | till   | 17
            ann      | shop   | ann at example
        """,
        order="""
            customer_source | customer_key   | happened_on
            till            | 17             | 9 days ago
            shop            | ann at example | 5 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | orders | order_days | days_since_last_order
            ann      | 2      | 2          | 5
        """,
    )


def test_the_same_key_in_two_sources_may_be_two_customers(check):
    check(
        identity="""
            customer | source | source_id
            ann      | till   | 17
            ben      | shop   | 17
        """,
        order="""
            customer_source | customer_key | happened_on | amount_minor
            till            | 17           | 9 days ago  | 100
            shop            | 17           | 5 days ago  | 2000
        """,
        contact="""
            customer_source | customer_key | happened_on
            shop            | 17           | 5 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | spend_minor | contacts
            ann      | 100         | 0
            ben      | 2000        | 1
        """,
    )


def test_facts_of_nobody_known_are_nobodys(check):
    check(
        identity="""
            customer | source | source_id
            ann      | till   | 17
        """,
        order="""
            customer_source | customer_key | happened_on
            null            | null         | 9 days ago
            till            | 18           | 9 days ago
            null            | 17           | 9 days ago
        """,
        contact="""
            customer_source | customer_key | happened_on
            till            | 18           | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | orders | spend_minor | contacts
            ann      | 0      | 0           | 0
        """,
    )
