"""days_since_reference_asked: days since somebody asked them to speak for the business."""


def test_contacts_that_offer_it_and_care_that_asks_count_up_to_the_day(check):
    check(
        contact="""
            customer | happened_on | offer
            ann      | 90 days ago | reference
            ann      | 5 days ago  | reference
            ann      | 2 days ago  | a discount
            ann      | tomorrow    | reference
        """,
        care="""
            customer | planned_on  | play          | state
            ben      | 7 days ago  | ask_reference | done
            cal      | 7 days ago  | ask_reference | snoozed
            dan      | 7 days ago  | rhythm_broke  | done
        """,
        as_of="2026-06-30",
        expected="""
            customer | days_since_reference_asked
            ann      | 5
            ben      | 7
            cal      | null
            dan      | null
            no facts | null
        """,
    )
