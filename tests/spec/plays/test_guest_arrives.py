"""guest_arrives: guests who have stayed before and come again in two to four days."""


def test_it_is_for_known_guests_some_days_before_they_come(chooses):
    chooses(
        "guest_arrives",
        wanted="""
            column             | value
            stays              | 2
            days_until_arrival | 3
        """,
        but="""
            customer        | differs in                | chosen
            in two days     | days_until_arrival = 2    | yes
            tomorrow        | days_until_arrival = 1    | no
            today           | days_until_arrival = 0    | no
            in four days    | days_until_arrival = 4    | yes
            in five days    | days_until_arrival = 5    | no
            nothing booked  | days_until_arrival = null | no
            one stay        | stays = 1                 | yes
            never was here  | stays = 0                 | no
        """,
    )
