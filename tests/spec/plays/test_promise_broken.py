"""promise_broken: customers who should have heard from us, and have not."""


def test_it_is_for_whoever_waits_for_a_word_that_was_promised_and_not_for_ever(chooses):
    chooses(
        "promise_broken",
        wanted="""
            column              | value
            promise_broken_days | 5
        """,
        but="""
            customer    | differs in | chosen
            today       | promise_broken_days = 0 | yes
            last day    | promise_broken_days = 90 | yes
            too late    | promise_broken_days = 91 | no
            nothing due | promise_broken_days = null | no
        """,
    )
