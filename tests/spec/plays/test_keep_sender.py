"""keep_sender: spends less than most, brings more than most by sending, and nobody is in touch."""


def test_it_is_for_senders_who_spend_little_without_contact_for_three_months(chooses):
    chooses(
        "keep_sender",
        wanted="""
            column                  | value
            sending_group           | sender
            problems_open           | 0
            days_since_last_contact | 200
        """,
        but="""
            customer               | differs in                      | chosen
            spends much too        | sending_group = spender_sender  | no
            spends and sends not   | sending_group = spender         | no
            quiet                  | sending_group = quiet           | no
            not known              | sending_group = null            | no
            has a problem          | problems_open = 1               | no
            91 days ago            | days_since_last_contact = 91    | yes
            90 days ago            | days_since_last_contact = 90    | no
            no contact on record   | days_since_last_contact = null  | yes
        """,
    )


def test_who_would_be_dropped_by_a_list_of_big_spenders_is_worth_what_they_send(schema, engine):
    from spec.whole_card import candidates_of

    small = {
        "customer_id": "small",
        "sending_group": "sender",
        "problems_open": 0,
        "spend_top_share": 0.97,
        "recency_score": 1,
        "frequency_score": 1,
        "monetary_score": 1,
        "expected_spend_365_minor": 100,
        "sent_value_365_minor": 900_000,
        "sent_value_365_low_minor": 500_000,
        "sent_value_365_high_minor": 1_400_000,
    }
    [found] = candidates_of(engine, [small], schema)
    assert (found["play"], found["stake_minor"]) == ("keep_sender", 900_000)
