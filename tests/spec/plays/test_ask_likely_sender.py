"""ask_likely_sender: likely to send, bought lately, and said that it was good."""


def test_it_is_for_the_likeliest_tenth_after_a_good_experience(chooses):
    chooses(
        "ask_likely_sender",
        wanted="""
            column                | value
            sends_top_share       | 0.05
            days_since_last_order | 10
            problems_open         | 0
            last_rating_milli     | 5000
        """,
        but="""
            customer             | differs in                                 | chosen
            just in the tenth    | sends_top_share = 0.1                      | yes
            just out of it       | sends_top_share = 0.1000001                | no
            not known            | sends_top_share = null                     | no
            thirty days ago      | days_since_last_order = 30                 | yes
            longer ago           | days_since_last_order = 31                 | no
            has a problem        | problems_open = 1                          | no
            four and a half      | last_rating_milli = 4500                   | yes
            less                 | last_rating_milli = 4499                   | no
            never rated          | last_rating_milli = null                   | no
            would recommend      | last_rating_milli = null, last_nps = 9     | yes
            might recommend      | last_rating_milli = null, last_nps = 8     | no
            sent this month      | days_since_last_sent = 30                  | no
            sent a while ago     | days_since_last_sent = 31                  | yes
        """,
    )


def test_no_reward_is_offered_anywhere():
    from regulars.plays import plays

    for name in ("ask_likely_sender", "tell_sender", "sent_someone"):
        play = plays()[name]
        told = " ".join((*play.text_contact.values(), *play.text_distance.values())).lower()
        assert not any(
            word in told for word in ("discount", "reward", "voucher", "%", "ছাড়", "উপহার")
        )
        assert "reward" in play.how_contact["en"].lower(), "the staff is told not to"
