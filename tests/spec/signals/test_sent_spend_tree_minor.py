"""sent_spend_tree_minor: the share in the spend of customers who were sent, three levels deep."""


def test_who_sent_a_customer_has_all_of_their_spend_and_two_have_half_each(check):
    check(
        order="""
            customer | happened_on | amount_minor
            one      | 9 days ago  | 1000
            two      | 9 days ago  | 1000
        """,
        referral="""
            customer | came | happened_on
            ann      | one  | 20 days ago
            ben      | two  | 20 days ago
            cal      | two  | 19 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | sent_spend_tree_minor
            ann      | 1000
            ben      | 500
            cal      | 500
            one      | 0
            two      | 0
            no facts | 0
        """,
    )


def test_what_does_not_divide_goes_to_the_first_to_have_told(check):
    check(
        order="""
            customer | happened_on | amount_minor
            came     | 9 days ago  | 101
        """,
        referral="""
            customer | came | happened_on
            third    | came | 18 days ago
            first    | came | 20 days ago
            second   | came | 19 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | sent_spend_tree_minor
            first    | 34
            second   | 34
            third    | 33
            came     | 0
        """,
    )


def test_who_was_sent_in_turn_passes_half_on_at_most_three_levels_up(check):
    check(
        order="""
            customer | happened_on | amount_minor
            e        | 9 days ago  | 1000
        """,
        referral="""
            customer | came | happened_on
            a        | b    | 50 days ago
            b        | c    | 40 days ago
            c        | d    | 30 days ago
            d        | e    | 20 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | sent_spend_tree_minor
            a        | 0
            b        | 250
            c        | 250
            d        | 500
            e        | 0
        """,
    )


def test_an_odd_half_stays_with_who_is_nearer(check):
    check(
        order="""
            customer | happened_on | amount_minor
            c        | 9 days ago  | 7
        """,
        referral="""
            customer | came | happened_on
            a        | b    | 50 days ago
            b        | c    | 40 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | sent_spend_tree_minor
            a        | 3
            b        | 4
            c        | 0
        """,
    )


def test_referrals_in_a_circle_pass_nobody_their_own_spend(check):
    check(
        order="""
            customer | happened_on | amount_minor
            a        | 9 days ago  | 100
            b        | 9 days ago  | 40
            self     | 9 days ago  | 900
        """,
        referral="""
            customer | came | happened_on
            a        | b    | 9 days ago
            b        | a    | 9 days ago
            self     | self | 9 days ago
        """,
        as_of="2026-06-30",
        expected="""
            customer | sent_spend_tree_minor
            a        | 40
            b        | 100
            self     | 0
        """,
    )
